"""Question sets by edition, and the default bank of questions."""
