"""The pages of the API and of its tokens."""
