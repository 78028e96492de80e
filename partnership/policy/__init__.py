"""Local rules kept as data with defaults."""
