"""This app's part of the demonstration: the five-priority plan and its actions."""
