"""Returns that come in many at once, as a survey tool's export has them."""
