"""The commands of `kifua`, each with its options, and what they print."""
