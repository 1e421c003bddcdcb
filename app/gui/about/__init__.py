"""The About dialog: figures, model card, licences, self-test."""
