"""Training loop, augmentation and run folder."""
