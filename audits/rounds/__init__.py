"""Audit rounds: what is asked, of whom, until when."""
