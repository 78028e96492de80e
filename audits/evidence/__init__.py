"""Evidence that a school shows for its answers: files, links and notes."""
