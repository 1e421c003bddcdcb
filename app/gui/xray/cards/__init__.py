"""Cards of the verdict panel, each of one part of the screening."""
