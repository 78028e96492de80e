"""Answers under their threshold, and the actions planned for them."""
