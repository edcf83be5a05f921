"""Action types: one file each, found by folder; they do not know each other."""
