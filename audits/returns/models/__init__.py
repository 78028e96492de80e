"""Returns, answers and their progress."""
