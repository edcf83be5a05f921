"""Rules about data: pure, with no clock, no chance, no input or output."""
