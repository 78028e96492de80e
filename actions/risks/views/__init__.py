"""The pages of the register of risks and of one risk."""
