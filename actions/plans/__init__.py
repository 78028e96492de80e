"""Plans, their priorities and objectives.

The page of a plan with its actions, and its approval, are in `actions.outline`.
"""
