"""Network architectures and training recipes."""
