"""The CSV file of a batch, which can be resumed: `NAME.partial.csv` while files are left, then `NAME.csv`."""
