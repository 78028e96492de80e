"""A plan with its actions: its page, a priority's page, approval and versions."""
