"""What all tests share: pytest's own tester, for the plugin, and resources made through the API."""

pytest_plugins = ["pytester", "resource_fixtures"]
