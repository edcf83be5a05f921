"""Rehearsals: flows run without telephone and cloud, for the command line and for tests."""
