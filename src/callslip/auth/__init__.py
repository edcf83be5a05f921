"""Who is asking: signatures and credentials. Knows nothing of operations or the wire's members."""
