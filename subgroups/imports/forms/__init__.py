"""Forms to upload minutes and to check what was read from them."""
