"""The product without a user interface: decode, check, score, decide, record."""
