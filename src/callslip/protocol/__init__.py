"""The wire, from the API model: route, parse, validate, serialise. Knows nothing of what operations do."""
