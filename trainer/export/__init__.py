"""Conversion to TensorFlow Lite, and comparison of its formats."""
