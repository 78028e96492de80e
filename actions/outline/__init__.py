"""The pages of a plan and its priorities, and its approval and versions."""
