"""Planning meetings and recording attendance."""
