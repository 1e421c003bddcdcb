"""What can go wrong for the person who trains, in one sentence."""


class TrainerError(Exception):
    """An error that the command line shows as one sentence, without a traceback."""
