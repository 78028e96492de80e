"""Recording challenges and escalations, and what becomes of them."""
