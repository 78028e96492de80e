"""The pages on which officers write, preview and compare question sets."""
