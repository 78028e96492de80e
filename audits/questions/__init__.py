"""Question sets by edition, and the question bank."""
