"""Who answers for Lambda functions: Python handlers, HTTP endpoints, canned answers."""
