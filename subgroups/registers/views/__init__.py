"""Pages of the registers, and of what stands in them."""
