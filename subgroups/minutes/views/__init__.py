"""Pages of minutes, their items, corrections and versions."""
