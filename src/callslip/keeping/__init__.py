"""How long what is kept is kept: past states, the end of retention, erasure; for every entry point."""
