"""Returns: opening a round, answering its questions and following progress."""
