"""Meetings: planning one, and who was there."""
