"""Challenges and escalations, as minuted and as they went on."""
