"""Ways to screen the X-ray that is shown anew: as it was, or as it is turned and inverted on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.adjustment import Adjustments, adjusted_further
from app.core.intake.checks import may_pass_adjusted
from app.core.records import ScreeningRecord
from app.gui.xray.viewer.actions import ViewAction, make_action, set_tip
from app.gui.xray.viewer.viewer import Viewer


class Rescreening(QObject):
    """Follows the viewer.

    Attributes:
        action: screens the X-ray as it is shown; it can be done where that may change a refusal.

    Signals:
        wanted: the `ScreeningRecord` of the X-ray, with the adjustments that its file is to be screened with.
    """

    wanted = Signal(object)

    def __init__(self, viewer: Viewer, place: QWidget, save: Callable[[], object]) -> None:
        """Make the action.

        Args:
            viewer: shows the X-ray.
            place: the key of the action works while the focus is inside it.
            save: saves what is typed of the record at this moment.
        """
        super().__init__(place)
        self._viewer = viewer
        self._save = save
        self.action = make_action(place, _made_of())
        self.action.triggered.connect(self._request_as_shown)
        viewer.view_changed.connect(self._offer)
        self._offer()

    @Slot()
    def request(self) -> None:
        """Have the X-ray screened as it was before."""
        self._save()
        if record := self._viewer.record:
            self.wanted.emit(record)

    @Slot()
    def _request_as_shown(self) -> None:
        self._save()
        if record := self._viewer.record:
            self.wanted.emit(replace(record, adjustments=self._adjustments_of(record)))

    def _adjustments_of(self, record: ScreeningRecord) -> Adjustments:
        """Return the adjustments that the X-ray of a record is shown with."""
        return adjusted_further(record.adjustments, self._viewer.turns, inverted=self._viewer.is_inverted)

    @Slot()
    def _offer(self) -> None:
        record, reason = self._viewer.record, ""
        if record is None or not may_pass_adjusted(record.verdict):
            reason = _tr("Only an X-ray that was refused for how it lies or looks is screened as it is shown.")
        elif not self._viewer.shows_file:
            reason = _tr("The file of this X-ray is not there to be screened.")
        elif self._adjustments_of(record) == record.adjustments:
            reason = _tr("Turn or invert the X-ray first.")
        if self.action.isEnabled() == bool(reason):
            self.action.setEnabled(not reason)
        set_tip(self.action, _made_of().tip, reason)


def _made_of() -> ViewAction:
    tip = _tr("Screen the X-ray turned and inverted as it is shown; its brightness and the file stay as they are")
    return ViewAction(_tr("Screen as s&hown"), tip, ("Shift+S",), word=_tr("Screen it as it is shown"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("rescreening", text)
