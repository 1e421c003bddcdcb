"""The evidence map over the X-ray, or beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QImage

from app.core.records import ScreeningRecord
from app.gui.session import Session
from app.gui.xray.viewer.actions import set_tip
from app.gui.xray.viewer.evidence_bar import EvidenceBar
from app.gui.xray.viewer.evidence_map import EvidenceMap
from app.gui.xray.viewer.pictures import Caption, Pictures


class EvidenceView(QObject):
    """Shows and hides the map as two actions say.

    Attributes:
        bar: with its legend and its strength; shown with the map.

    Signals:
        split: the map takes the place beside the X-ray.
        noted: a sentence for the status line.
    """

    split = Signal()
    noted = Signal(str)

    def __init__(self, session: Session, pictures: Pictures, over: QAction, beside: QAction) -> None:
        """Prepare.

        Args:
            session: for the model.
            pictures: to show the map on.
            over: shows the map over the X-ray.
            beside: shows the map beside the X-ray.
        """
        super().__init__(pictures)
        self._pictures = pictures
        self._over, self._beside = over, beside
        self._tips: Mapping[QAction, str] = {action: action.whatsThis() for action in (over, beside)}
        self._map = EvidenceMap(session, self)
        self._is_whole = False
        self.bar = EvidenceBar()
        self.bar.hide()
        self.bar.strength_changed.connect(self._show_map)
        self._map.made.connect(self._show_map)
        self._map.failed.connect(self._on_failed)
        over.toggled.connect(self._toggle_over)
        beside.toggled.connect(self._toggle_beside)

    def set_record(self, record: ScreeningRecord | None) -> None:
        """Set the record that is shown; None for none."""
        self._map.set_record(record)
        self._offer()

    def set_whole(self, is_whole: bool) -> None:
        """Set whether the X-ray itself is shown, and not just a small copy or nothing."""
        self._is_whole = is_whole
        self._offer()

    @Slot()
    def hide(self) -> None:
        """Show the X-ray without its map."""
        for action in (self._over, self._beside):
            action.setChecked(False)

    @Slot()
    def end_split(self) -> None:
        """Leave the place beside the X-ray."""
        self._beside.setChecked(False)

    def renderer(self) -> Callable[[], tuple[QImage, QImage]]:
        """Return a function that renders the X-ray as it is shown now, without and with its evidence map.

        A map that was never shown is made first, which takes seconds for a large file: any thread may call it. Where
        there can be no map, both images are the same; without an X-ray, both are null.
        """
        render, strength, make_map = self._pictures.view.renderer(), self.bar.strength, self._map.maker(self._is_whole)

        def render_both() -> tuple[QImage, QImage]:
            return render(QImage(), strength), render(make_map(), strength)

        return render_both

    @Slot(bool)
    def _toggle_over(self, wanted: bool) -> None:
        if wanted:
            self._beside.setChecked(False)
            self._map.make()
        self._show_map()

    @Slot(bool)
    def _toggle_beside(self, wanted: bool) -> None:
        if wanted:
            self.split.emit()
            self._over.setChecked(False)
            name = self.tr("Evidence map")
            captions = Caption((self.tr("X-ray"),)), Caption((name,))
            self._pictures.show_beside(self._pictures.view.image, captions, name)
            self._map.make()
        else:
            self._pictures.show_alone()
        self._show_map()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.hide()
        self.noted.emit(sentence)

    @Slot()
    def _show_map(self) -> None:
        shown = {self._pictures.view: self._over.isChecked(), self._pictures.second: self._beside.isChecked()}
        self.bar.setVisible(any(shown.values()))
        for view, has_map in shown.items():
            view.show_overlay(self._map.image if has_map else QImage(), self.bar.strength)

    def _offer(self) -> None:
        reason = self._map.reason_for_none(self._is_whole)
        if reason:
            self.hide()
        for action, tip in self._tips.items():
            action.setEnabled(not reason)
            set_tip(action, tip, reason)
