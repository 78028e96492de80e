"""The pages of signing: by account, without one, and what an officer does."""
