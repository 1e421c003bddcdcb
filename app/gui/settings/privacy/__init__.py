"""Section of the settings on what is kept of patients."""
