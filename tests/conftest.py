"""What all tests share: pytest's own tester, for the plugin."""

pytest_plugins = ["pytester"]
