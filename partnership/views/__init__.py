"""The pages of the partnership itself: who we are, and what belongs to no app."""
