"""State of the DICOM node, and how it is worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.core.errors import Reason
from app.dicom.receive.options import ALL_ADDRESSES
from app.gui.text.locale_text import date_text, date_time_text, time_text
from app.gui.text.verdict_text import reason_text


class Stage(Enum):
    """What the node does."""

    OFF = auto()
    NOBODY_MAY_SEND = auto()
    STARTING = auto()
    WAITING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ReceptionState:
    """What is known of the node at a moment.

    Attributes:
        stage: what it does.
        ae_title: that it is called by.
        port: that it listens on.
        interface: address that it listens on.
        own_addresses: that others reach this computer by.
        reason: why it cannot listen; None else.
        last_at: when the last X-ray arrived, as ISO 8601 writes it; empty before the first.
        rejected: callers that were rejected, as `Caller.parse` reads them, the last one last.
    """

    stage: Stage = Stage.OFF
    ae_title: str = ""
    port: int = 0
    interface: str = ALL_ADDRESSES
    own_addresses: tuple[str, ...] = ()
    reason: Reason | None = None
    last_at: str = ""
    rejected: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """By which X-ray machines reach the node."""
        return self.own_addresses if self.interface == ALL_ADDRESSES else (self.interface,)


def stage_text(state: ReceptionState) -> str:
    """Return what the node does, in a sentence."""
    if state.stage is Stage.WAITING:
        if not state.addresses:
            return _tr("This computer is in no network now: connect it, and X-rays can come.")
        where = _tr(" or ").join(state.addresses)
        sentence = _tr("Waiting for X-rays at {address}, port {port}, as {title}.")
        return sentence.format(address=where, port=state.port, title=state.ae_title)
    if state.reason:
        return _tr("No X-rays can come. {reason}").format(reason=reason_text(state.reason))
    return {
        Stage.OFF: _tr("Off: no X-rays can come."),
        Stage.NOBODY_MAY_SEND: _tr("No X-rays can come yet: add the X-ray machine in the settings."),
        Stage.STARTING: _tr("Getting ready…"),
    }.get(state.stage, "")


def short_text(state: ReceptionState) -> str:
    """Return the same for a bar that is read all day, with the last arrival; empty where nothing is received."""
    if state.stage is Stage.OFF:
        return ""
    is_ready = state.stage is Stage.WAITING and state.addresses
    parts = (_tr("Ready for X-rays from the X-ray machine") if is_ready else stage_text(state), arrival_text(state))
    return " · ".join(filter(None, parts))


def arrival_text(state: ReceptionState) -> str:
    """Return when the last X-ray arrived; empty before the first."""
    if not state.last_at:
        return ""
    is_today = date_text(state.last_at) == date_text(datetime.now().astimezone().isoformat())
    time = (time_text if is_today else date_time_text)(state.last_at)
    return _tr("the last one came at {time}").format(time=time)


def _tr(text: str) -> str:
    return QCoreApplication.translate("reception", text)
