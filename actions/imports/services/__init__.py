"""Uploading a file of actions and applying its preview."""
