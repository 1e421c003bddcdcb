"""Export and history of screening records."""
