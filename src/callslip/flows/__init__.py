"""Contact flows: the language, its checks and its engine; knows no store, no clock, no chance."""
