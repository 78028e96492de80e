"""The analysis of a round's returns."""
