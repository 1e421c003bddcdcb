"""Dataset folder in, model bundle out."""
