"""The pages of practice reviews and of recommendations."""
