"""What is held about people: leaving, merging, keeping, downloads."""
