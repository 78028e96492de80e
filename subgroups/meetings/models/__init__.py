"""Meetings and their attendance."""
