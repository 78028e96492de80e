"""Schools and their import from the national register."""
