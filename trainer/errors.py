"""Errors of the trainer, each with one sentence for the user."""


class TrainerError(Exception):
    """An error that the command line shows as one sentence, without a traceback."""
