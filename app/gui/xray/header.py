"""Header of the X-ray page: who is shown, and the ways to the next X-ray, to a comparison and to the report."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.core.records import ScreeningRecord
from app.core.text import printable
from app.gui.tables.place import NEXT_UNSEEN_KEY, Place
from app.gui.text.locale_text import date_time_text, number_text
from app.gui.text.patient_text import patient_title
from app.gui.text.source_text import earlier_study_text
from app.gui.text.verdict_text import file_name
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import TARGET_PX
from app.gui.widgets.controls import Kind, push_button, row_layout, set_kind
from app.gui.widgets.page_header import PageHeader
from app.gui.xray.escape_key import add_escape_key
from app.gui.xray.viewer.actions import ViewAction, make_action, set_tip
from app.gui.xray.viewer.viewer import Viewer

_WORDED_PX = 900
"""From this width on, the way back has its word."""
_UNSEEN_PX, _AGAIN_PX, _COMPARE_PX = 1100, 800, 560
"""From these widths on, the next X-ray that nobody has seen, a new screening and a comparison have a button: in less
width the title needs the room, and the menu has them."""


class XrayHeader(QObject):
    """Patient, file and date of the X-ray, its place in the table it came from, and what can be done with it.

    Attributes:
        bar: the header itself.
        compare_action: begins and ends a comparison.
        place: the place in the table; None for an X-ray that is in no table.

    Signals:
        neighbour_clicked: −1 for the X-ray before in the table, 1 for the next.
        unseen_clicked: the user wants the next X-ray of the table that nobody has seen.
        back_clicked: the user wants to see the table.
        again_clicked: the user wants the file to be screened anew.
    """

    neighbour_clicked = Signal(int)
    unseen_clicked = Signal()
    back_clicked = Signal()
    again_clicked = Signal()

    def __init__(self, place: QWidget) -> None:
        """Make the header; its keys work while the focus is inside `place`."""
        super().__init__(place)
        self.bar = PageHeader()
        names = _actions()
        self._back = make_action(place, names["back"])
        self._previous, self._next = make_action(place, names["previous"]), make_action(place, names["next"])
        self._unseen = make_action(place, names["unseen"])
        self.compare_action = make_action(place, names["compare"])
        self._again = make_action(place, names["again"])
        self._opened = ""
        self.place: Place | None = None
        self._report: QPushButton | None = None
        self._back.triggered.connect(self.back_clicked)
        self._previous.triggered.connect(partial(self.neighbour_clicked.emit, -1))
        self._next.triggered.connect(partial(self.neighbour_clicked.emit, 1))
        self._unseen.triggered.connect(self.unseen_clicked)
        self._again.triggered.connect(self.again_clicked)
        self._back_button = action_button(self._back, icon="list-details")
        self.bar.add_leading_widget(self._back_button)
        self.bar.installEventFilter(self)
        self._place_words = QLabel()
        self._place_words.setAccessibleName(self.tr("Place in the table"))
        self._unseen_button = action_button(self._unseen, self._unseen.iconText())
        self._neighbours = self._make_neighbours()
        self.bar.add_action_widget(self._neighbours)
        self._again_button = action_button(self._again, self._again.iconText(), kind="quiet")
        self.bar.add_action_widget(self._again_button)
        self._compare = action_button(self.compare_action, self.compare_action.iconText())
        self.bar.add_action_widget(self._compare)
        self.show_place(None)
        self.set_opened("")
        self.set_back_enabled(False)

    @property
    def actions_shown(self) -> list[QAction]:
        """The actions of the header, for a menu."""
        return [self._back, self._previous, self._next, self._unseen, self.compare_action, self._again]

    def set_report_action(self, action: QAction) -> None:
        """Offer the report as the one primary button of the page."""
        self._report = action_button(action, self.tr("Report"), icon="file-text", kind="primary")
        self.bar.add_action_widget(self._report)
        QWidget.setTabOrder(self._compare, self._report)

    def give_way_to(self, action: QAction) -> None:
        """Let the report not stand out while an action can be done: a page has one primary button."""

        def rank() -> None:
            if self._report:
                set_kind(self._report, "plain" if action.isEnabled() else "primary", icon="file-text")

        action.changed.connect(rank)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the title its room."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()
        return False

    def _fit(self) -> None:
        self._back_button.setText(self.tr("Worklist") if self._has_room(_WORDED_PX) else "")
        self._unseen_button.setVisible(self._has_room(_UNSEEN_PX))
        self._again_button.setVisible(bool(self._opened) and self._has_room(_AGAIN_PX))
        self._compare.setVisible(self._has_room(_COMPARE_PX))

    def _has_room(self, width_px: int) -> bool:
        return self.bar.width() >= scale_to_text(width_px)

    def follow_viewer(self, viewer: Viewer, page: QWidget) -> None:
        """Begin and end a comparison in the viewer of a page, and say whether there can be one; Escape leads back."""
        comparison = viewer.comparison
        add_escape_key(page, viewer, self._back)

        def begin_or_end(wanted: bool) -> None:
            if wanted != comparison.is_on:
                (comparison.begin if wanted else comparison.end)()

        def show() -> None:
            self.compare_action.setEnabled(comparison.is_possible)
            set_tip(self.compare_action, _actions()["compare"].tip, comparison.reason_for_none)
            self.compare_action.setChecked(comparison.is_on)

        self.compare_action.toggled.connect(begin_or_end)
        comparison.changed.connect(show)
        show()

    def set_back_enabled(self, enabled: bool) -> None:
        """Allow or forbid the way back to the table."""
        self._back.setEnabled(enabled)
        self._back_button.setVisible(enabled)

    def show_file(self, file: str) -> None:
        """Show a file that is not screened yet."""
        self.set_opened("")
        self.bar.set_title(file_name(file), printable(os.path.dirname(file)))

    def set_opened(self, file: str) -> None:
        """Say with the next record that its file was screened before; an empty text, that it was not.

        Args:
            file: that was opened now; it may be a copy under another name.
        """
        self._opened = file
        self._again.setEnabled(bool(file))
        self._fit()

    def show_record(self, record: ScreeningRecord) -> None:
        """Show the patient, the file and the date of a record; without an id, the file is the title."""
        name, patient = file_name(self._opened or record.file), patient_title(record)
        has_id = bool(record.patient_id)
        title, beside = (patient, name) if has_id else (name, patient)
        if self._opened:
            parts = [self._words_before(record, name), beside]
        else:
            taken = earlier_study_text(record)
            words = self.tr("screened {date}").format(date=date_time_text(record.screened_at))
            parts = [beside, self.tr("X-ray of {date}").format(date=taken) if taken else "", words]
        subtitle = " · ".join(filter(None, parts))
        self.bar.set_title(title, subtitle if has_id else subtitle[:1].upper() + subtitle[1:])

    def _words_before(self, record: ScreeningRecord, name: str) -> str:
        """Return when the file that was opened now was screened, and under which name where that was another one."""
        date, stored = date_time_text(record.screened_at), file_name(record.file)
        if stored == name:
            return self.tr("Screened before, on {date}").format(date=date)
        return self.tr("Screened before, on {date}, as {file}").format(date=date, file=stored)

    def show_place(self, place: Place | None) -> None:
        """Show which X-ray of the table this is; None for one that is in no table."""
        self.place = place
        self._neighbours.setVisible(place is not None)
        self._previous.setEnabled(place is not None and place.number > 1)
        self._next.setEnabled(place is not None and place.number < place.count)
        if place:
            number, count = number_text(place.number), number_text(place.count)
            self._place_words.setText(self.tr("{number} of {count}").format(number=number, count=count))

    def _make_neighbours(self) -> QWidget:
        group = QWidget()
        row = row_layout(group, gap_px=LINE_GAP_PX)
        icons = ["chevron-left", "chevron-right"]
        if group.isRightToLeft():
            icons.reverse()
        self._place_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (
            action_button(self._previous, icon=icons[0]),
            self._place_words,
            action_button(self._next, icon=icons[1]),
            self._unseen_button,
        ):
            row.addWidget(part)
        return group


def action_button(action: QAction, word: str = "", *, icon: str = "", kind: Kind = "plain") -> QPushButton:
    """Return a button that does an action and follows it.

    Args:
        action: to do.
        word: on the button; without one a screen reader alone says the action's own.
        icon: name of the icon; empty for none.
        kind: how much the button stands out.
    """
    button = push_button(word, action.trigger, icon=icon, kind=kind, width_px=TARGET_PX)
    button.setCheckable(action.isCheckable())
    button.setAccessibleName(word or action.iconText())

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setChecked(action.isChecked())
        button.setToolTip(action.toolTip())

    action.changed.connect(follow)
    follow()
    return button


def _actions() -> dict[str, ViewAction]:
    back, compare = _tr("Back to the worklist"), _tr("Show another X-ray of the patient beside this one")
    again = _tr("Screen this X-ray anew; patient and danger signs stay, the decision does not")
    previous, following = _tr("Previous X-ray"), _tr("Next X-ray")
    unseen = _tr("Next X-ray of the worklist that nobody has seen")
    return {
        "back": ViewAction(_tr("Bac&k to the worklist"), back, ("Alt+Left",)),
        "previous": ViewAction(_tr("&Previous X-ray"), previous, ("PgUp",)),
        "next": ViewAction(_tr("&Next X-ray"), following, ("PgDown",)),
        "unseen": ViewAction(_tr("Ne&xt not seen"), unseen, (NEXT_UNSEEN_KEY,), word=_tr("Next not seen")),
        "again": ViewAction(_tr("Screen &this again"), again, word=_tr("Screen again")),
        "compare": ViewAction(_tr("&Compare"), compare, ("C",), word=_tr("Compare"), is_switch=True),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("xray_header", text)
