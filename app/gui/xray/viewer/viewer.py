"""Viewer of one X-ray: its picture, the tools over it, its evidence map, and the patient's other X-rays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.records import ScreeningRecord
from app.gui.imaging.loaded_xray import LoadedXray
from app.gui.session import Session
from app.gui.widgets.controls import column_layout, scroll_vertically
from app.gui.xray.viewer.actions import RESET_KEY, make_action, view_actions
from app.gui.xray.viewer.comparison import Comparison
from app.gui.xray.viewer.evidence_view import EvidenceView
from app.gui.xray.viewer.missing_file import MissingFileBar
from app.gui.xray.viewer.other_strip import OtherStrip
from app.gui.xray.viewer.pictures import Pictures
from app.gui.xray.viewer.stage import Stage
from app.gui.xray.viewer.tools import GreySliders, ToolButton


class Viewer(QScrollArea):
    """Shows the image of a record, and its evidence map on request.

    The map is off for every new X-ray: who reads one should first see the X-ray itself. It scrolls where large
    letters leave the image too little room.

    Attributes:
        comparison: with the other X-rays of the patient.

    Signals:
        view_changed: the X-ray is shown otherwise, or another one or its record is.
        noted: a sentence for the status line.
        file_found: the `ScreeningRecord` with the place where its file is now.
    """

    view_changed = Signal()
    noted = Signal(str)
    file_found = Signal(object)

    def __init__(self, session: Session, place: QWidget) -> None:
        """Make the viewer.

        Args:
            session: for the evidence map and the history.
            place: the keys of the viewer work while the focus is inside it.
        """
        super().__init__()
        self._is_copy = False
        self._record: ScreeningRecord | None = None
        self._pictures = Pictures()
        self._view = self._pictures.view
        self._strip = OtherStrip()
        self._missing = MissingFileBar(session)
        made_of = view_actions()
        self._actions = {name: make_action(place, each) for name, each in made_of.items()}
        self._map = EvidenceView(session, self._pictures, self._actions["map"], self._actions["split"])
        self.comparison = Comparison(session, self._pictures, self._strip)
        self._sliders = GreySliders(self._view)
        self._sliders.hide()
        tools = [ToolButton(self._actions[name], each) for name, each in made_of.items() if each.icon]
        self._stage = Stage(self._pictures, (self._map.bar, self._sliders), tools)
        self._lay_out()
        self._connect_actions()
        self._connect_parts()
        self.show_loading()
        self._enable_tools()

    @property
    def view_actions(self) -> list[QAction]:
        """What can be done with the image."""
        return list(self._actions.values())

    def show_loading(self) -> None:
        """Clear the image and the record, and show that another is loading."""
        self._map.hide()
        self._is_copy = False
        self.set_record(None)
        self._map.set_whole(False)
        self._missing.hide()
        self._view.show_text(self.tr("Opening the X-ray…"))

    def focus_image(self) -> None:
        """Focus the image. It is no focus proxy: Tab would skip the tools after it."""
        self._view.setFocus()

    @property
    def shows_copy(self) -> bool:
        """Whether the image is the small copy that the history kept."""
        return self._is_copy

    @property
    def record(self) -> ScreeningRecord | None:
        """The record of the image; None for none."""
        return self._record

    @property
    def shows_file(self) -> bool:
        """Whether the image is that of the file itself."""
        return self._view.has_image and not self._is_copy

    @property
    def turns(self) -> int:
        """Quarter turns clockwise that the user has turned the image by, 0..3."""
        return self._view.turns

    @property
    def is_inverted(self) -> bool:
        """Whether the user has swapped black and white."""
        return self._view.grey_levels.inverted

    def show_xray(self, loaded: LoadedXray, record: ScreeningRecord | None = None) -> None:
        """Show what was loaded of the file of a record; without a record, of one that is not screened yet."""
        self._is_copy = loaded.is_copy
        if loaded.image.isNull():
            self.show_no_image()
        else:
            self._view.show_image(loaded.image)
            self._map.set_whole(not loaded.is_copy)
            self._enable_tools()
        self._stage.chip.set_note(self.tr("small copy") if loaded.is_copy else "")
        if record:
            self._missing.show_missing(record, loaded)

    @Slot()
    def show_no_image(self) -> None:
        """Show that there is no image."""
        self._view.show_text(self.tr("There is no X-ray to show."))
        self._enable_tools()

    def set_record(self, record: ScreeningRecord | None) -> None:
        """Set the record of the image: it decides on the evidence map, and on the other X-rays of its patient.

        Args:
            record: None for none.
        """
        self._record = record
        self._map.set_record(record)
        self.comparison.set_record(record)
        self.view_changed.emit()

    @property
    def changes(self) -> str:
        """In words, what of the X-ray is not shown as it came; empty for nothing."""
        return self._stage.chip.changes

    def renderer(self) -> Callable[[], tuple[QImage, QImage]]:
        """Return a function that renders the X-ray as it is shown now, without and with its evidence map.

        Any thread may call it, see `EvidenceView.renderer`.
        """
        return self._map.renderer()

    def end_second_picture(self) -> bool:
        """Show the X-ray alone; return whether there was a second picture beside it."""
        was_alone = self._pictures.is_alone
        self._map.end_split()
        self.comparison.end()
        return not was_alone

    @Slot()
    def _reset(self) -> None:
        self._map.hide()
        self._view.reset()

    def _enable_tools(self) -> None:
        """Allow what can be done with the image. While another one loads, it stays as it is: nothing flickers."""
        for name, action in self._actions.items():
            if name not in ("map", "split"):  # which their own part allows
                action.setEnabled(self._view.has_image)
        self._show_sliders()

    @Slot()
    def _show_sliders(self) -> None:
        self._sliders.setVisible(self._actions["greys"].isChecked() and self._view.has_image)

    @Slot()
    def _show_inverted(self) -> None:
        self._actions["invert"].setChecked(self._view.grey_levels.inverted)

    def _connect_actions(self) -> None:
        view = self._view
        slots: dict[str, Callable[[], object]] = {
            "zoom_out": lambda: view.zoom_by(-1),
            "fit": view.fit,
            "zoom_in": lambda: view.zoom_by(1),
            "actual_size": view.show_actual_size,
            "turn_left": lambda: view.turn(3),
            "turn_right": lambda: view.turn(1),
            "invert": view.invert,
            "reset": self._reset,
        }
        for name, slot in slots.items():
            self._actions[name].triggered.connect(slot)
        self._actions["greys"].toggled.connect(self._show_sliders)
        home = QShortcut(QKeySequence(RESET_KEY), view, context=Qt.ShortcutContext.WidgetShortcut)
        home.setWhatsThis(self.tr("Show the X-ray as it was opened"))
        home.activated.connect(self._reset)

    def _connect_parts(self) -> None:
        self._view.view_changed.connect(self._show_inverted)
        self._view.view_changed.connect(self.view_changed)
        self._map.split.connect(self.comparison.end)
        self.comparison.begun.connect(self._map.end_split)
        self._missing.found.connect(self.file_found)
        for part in (self._map, self.comparison, self._missing):
            part.noted.connect(self.noted)

    def _lay_out(self) -> None:
        scroll_vertically(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        column = column_layout(inside, gap_px=0)
        column.addWidget(self._missing)
        column.addWidget(self._stage, stretch=1)
        column.addWidget(self._strip)
        self.setWidget(inside)
