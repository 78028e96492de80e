"""Audit rounds: the questions, the schools asked and the dates."""
