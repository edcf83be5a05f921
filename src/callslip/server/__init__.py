"""The socket side: HTTP in, the gateway's answers out, writes gathered into durable batches."""
