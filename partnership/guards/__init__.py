"""Refusals, versions, locks, triggers and sealed secrets."""
