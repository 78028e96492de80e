"""Importing many returns at once, such as from a survey tool."""
