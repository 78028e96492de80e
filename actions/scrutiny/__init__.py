"""Scrutiny sessions, the questions asked there and their answers."""
