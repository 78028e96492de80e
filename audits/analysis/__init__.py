"""What the returns of a round say together."""
