"""The one-page report of a screening: layout, preview, PDF, print."""
