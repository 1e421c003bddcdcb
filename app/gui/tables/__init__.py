"""Table model and table view of screening records, shared by batch and history."""
