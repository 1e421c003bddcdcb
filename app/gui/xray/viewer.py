"""Viewer of one X-ray, with its tools and its evidence map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from app.core.records import Finding, ScreeningRecord
from app.gui.imaging.evidence import evidence_image
from app.gui.imaging.image_view import ImageView
from app.gui.session import Session
from app.gui.widgets.controls import column_layout, scroll_vertically
from app.gui.workers.task import Task
from app.gui.xray.evidence_overlay import EvidenceBar
from app.gui.xray.view_tools import ViewTools, add_shortcuts, with_key

_MAP_KEY = "E"


class Viewer(QScrollArea):
    """Shows the image of a record, and its evidence map on request.

    The map is off for every new X-ray: who reads one should first see the X-ray itself. It scrolls where large
    letters leave the image too little room.

    Signals:
        noted: a sentence for the status line.
    """

    noted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._record: ScreeningRecord | None = None
        self._map = QImage()
        self._making: Task | None = None
        self._view = ImageView()
        self._bar = EvidenceBar()
        self._bar.hide()
        self._bar.strength_changed.connect(self._show_map)
        self._check = QCheckBox(self.tr("Evidence map"))
        self._check.toggled.connect(self._toggle_map)
        self._tools = ViewTools(self._view, self)
        self._tools.add(self._check)
        add_shortcuts(self, (_MAP_KEY,), self._check.click)
        self._lay_out()
        self.show_loading()

    def show_loading(self) -> None:
        """Clear the image and the record, and show that another is loading."""
        self._record, self._map = None, QImage()
        if self._making:
            self._making.cancel()
        self._view.show_text(self.tr("Opening the X-ray…"))
        self._check.setChecked(False)
        self._offer_map()

    def focus_image(self) -> None:
        """Focus the image. It is no focus proxy: Tab would skip the tools before it."""
        self._view.setFocus()

    @Slot(object)
    def show_image(self, image: QImage | None) -> None:
        """Show the image; None stands for a file that cannot be decoded."""
        if image is None:
            self.show_no_image()
        else:
            self._view.show_image(image)
            self._offer_map()

    @Slot()
    def show_no_image(self) -> None:
        """Show that there is no image."""
        self._view.show_text(self.tr("There is no X-ray to show."))
        self._offer_map()

    def set_record(self, record: ScreeningRecord) -> None:
        """Set the record of the image, which decides whether there is an evidence map."""
        self._record = record
        self._offer_map()

    def renderer(self) -> Callable[[], tuple[QImage, QImage]]:
        """Return a function that renders the image as it is shown now, without and with its evidence map.

        A map that was never shown is made first, which takes seconds for a large file: any thread may call it. Where
        there can be no map, both images are the same; without an image, both are null.
        """
        render, strength, shown_map = self._view.renderer(), self._bar.strength, self._map
        record, screener = self._record, self._session.screener
        lacks_map = shown_map.isNull() and not self._reason_without_map()

        def render_both() -> tuple[QImage, QImage]:
            overlay = evidence_image(record, screener) if record and lacks_map else shown_map
            return render(QImage(), strength), render(overlay, strength)

        return render_both

    @Slot(bool)
    def _toggle_map(self, wanted: bool) -> None:
        self._bar.setVisible(wanted)
        self._show_map()
        if wanted and self._map.isNull() and self._record:
            self._making = Task(partial(evidence_image, self._record, self._session.screener))
            self._making.done.connect(self._on_map_made)
            self._making.crashed.connect(self._on_map_failed)
            self._session.threads.start(self._making)

    @Slot(object)
    def _on_map_made(self, image: QImage) -> None:
        self._map = image
        if image.isNull():
            self._on_map_failed()
        self._show_map()

    @Slot()
    def _on_map_failed(self) -> None:
        self._check.setChecked(False)
        self.noted.emit(self.tr("There is no evidence map: the file was changed, moved or removed."))

    @Slot()
    def _show_map(self) -> None:
        self._view.show_overlay(self._map if self._check.isChecked() else QImage(), self._bar.strength)

    def _lay_out(self) -> None:
        scroll_vertically(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        column = column_layout(inside, gap_px=0)
        column.addWidget(self._tools)
        column.addWidget(self._view, stretch=1)
        column.addWidget(self._bar)
        self.setWidget(inside)

    def _offer_map(self) -> None:
        reason = self._reason_without_map()
        self._check.setEnabled(not reason)
        tip = self.tr("Show where the model sees signs of pneumonia, and where it sees signs against it")
        self._check.setToolTip(reason or with_key(tip, _MAP_KEY))
        self._check.setAccessibleDescription(reason or tip)

    def _reason_without_map(self) -> str:
        """Return why there is no evidence map; empty where there is one."""
        if self._record is None:
            return self.tr("The evidence map comes with the verdict.")
        if self._record.verdict.finding is Finding.NOT_ASSESSED:
            return self.tr("No verdict was made, so there is no evidence map.")
        if self._record.model != self._session.bundle.model_id:
            return self.tr("Another model made this verdict: the evidence map of this model does not fit it.")
        if not self._view.has_image:
            return self.tr("There is no X-ray to draw an evidence map on.")
        return ""
