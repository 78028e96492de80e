"""What sets Quorate up, runs it, measures it and photographs it."""
