"""The window: the only place that knows of Qt."""
