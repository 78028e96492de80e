"""The pages of the register and of one action."""
