"""Exit statuses of the program, each with the sentence that tells users what it means."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """Status that the program ends with.

    Attributes:
        sentence: its meaning, as the help and the manual page show it.
    """

    sentence: str

    def __new__(cls, value: int, sentence: str) -> ExitStatus:
        """Return a status of this number and meaning."""
        status = int.__new__(cls, value)
        status._value_ = value
        status.sentence = sentence
        return status

    OK = 0, "every file was assessed (screen), exported (export) or saved (anonymize), nothing differs (self-test)"
    INCOMPLETE = (
        1,
        "some file was not assessed (screen), exported (export) or saved (anonymize), or differs (self-test)",
    )
    USAGE = 2, "the command was wrong"  # argparse's own
    NOTHING_FOUND = 3, "there was no image"
    NO_MODEL = 4, "the model is missing or damaged"
    NOT_WRITTEN = 5, "a result could not be written"
    CPU_TOO_OLD = 6, "the processor is too old"
    FAILED = 7, "Kifua itself failed: see its log file"
    NO_CLUSTER = 8, "the cluster could not be used"
    NO_NETWORK = 9, "X-rays cannot be received at this address and port, or the worklist cannot be asked for"
    NOT_SENT = 10, "a result could not be sent yet, or was refused: see `kifua send --list`"
    INTERRUPTED = (
        130,
        "stopped early; what was done is in NAME.partial.csv and in the history: see --resume",
    )  # 128 + SIGINT


def exit_status_table() -> str:
    """Return one line for each status: its number and its sentence."""
    return "".join(f"  {status:<4} {status.sentence}\n" for status in ExitStatus)
