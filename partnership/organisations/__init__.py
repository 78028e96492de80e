"""The pages of organisations, and starting a partnership."""
