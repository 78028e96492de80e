"""Calendar feeds people subscribe to."""
