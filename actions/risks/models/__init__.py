"""Risks, their ratings, controls, decisions and links to actions."""
