"""The partnership's published arrangements, and the legal texts they refer to."""
