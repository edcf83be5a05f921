"""One file per API operation, found by folder; none knows another, HTTP, or when its transaction commits."""
