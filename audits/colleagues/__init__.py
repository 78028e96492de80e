"""The colleagues who help with a school's return, and the sections given to them."""
