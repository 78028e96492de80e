"""Practice reviews with their deadlines, and their recommendations."""
