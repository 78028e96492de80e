"""Records about people: leaving, merging, retention and downloads."""
