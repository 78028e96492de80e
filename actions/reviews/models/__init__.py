"""Practice reviews and recommendations."""
