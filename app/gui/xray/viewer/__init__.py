"""The picture of the X-ray page: image, tools over it, evidence map, comparison with earlier X-rays."""
