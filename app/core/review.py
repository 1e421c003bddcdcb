"""What a clinician adds to a screening: an opinion, what was done, and the danger signs that were seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Opinion(StrEnum):
    """What the clinician says of the verdict; of an uncertain one, what they see in the X-ray themselves."""

    AGREE = "agree"
    DISAGREE = "disagree"
    SIGNS = "signs"
    NO_SIGNS = "no_signs"
    CANNOT_TELL = "cannot_tell"


class Action(StrEnum):
    """What was done with the patient."""

    TREATED = "treated"
    REFERRED = "referred"
    SENT_HOME = "sent_home"
    OTHER = "other"


class DangerSign(StrEnum):
    """Clinical signs (WHO, IMCI) that outrank every result, in the order in which they are asked for."""

    CANNOT_DRINK = "cannot_drink"
    VOMITS_EVERYTHING = "vomits_everything"
    CONVULSIONS = "convulsions"
    LETHARGIC = "lethargic"
    CHEST_INDRAWING = "chest_indrawing"
    LOW_OXYGEN = "low_oxygen"


@dataclass(frozen=True, slots=True)
class Review:
    """The clinician's decision on one screening; empty or None where nothing was entered.

    Attributes:
        opinion: on the verdict.
        action: what was done.
        note: anything else.
        reviewer: the name of who decided.
        reviewed_at: local time of the last change with its offset from UTC, ISO 8601, to the second.
    """

    opinion: Opinion | None = None
    action: Action | None = None
    note: str = ""
    reviewer: str = ""
    reviewed_at: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was decided, whoever opened it."""
        return self.opinion is None and self.action is None and not self.note
