"""The register of risks: entering, assessing, accepting and closing them."""
