"""Dialog that asks which examination of the clinic's worklist an X-ray is of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from app.dicom.worklist.item import Worklist, WorklistItem, WorklistQuery
from app.gui.session import Session
from app.gui.text.locale_text import number_text
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import NoWheelComboBox, column_layout, push_button, row_layout
from app.gui.widgets.day_field import DayField
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task
from app.gui.xray.scheduled.model import ScheduledModel
from app.gui.xray.scheduled.table import ScheduledTable

_SIZE_PX = (960, 620)
_SEARCH_PX = 260
_TO_THE_TABLE = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Days(Enum):
    TODAY = "today"
    OTHER = "other"
    ANY = "any"


class ScheduledDialog(QDialog):
    """Asks the clinic's server, and shows what it answers; nothing is taken without being chosen.

    Signals:
        chosen: the `WorklistItem` that was chosen; the dialog is closed.
    """

    chosen = Signal(object)

    def __init__(
        self, session: Session, ask: Callable[[WorklistQuery], Task], patient_id: str, parent: QWidget
    ) -> None:
        """Ask for the examinations of today.

        Args:
            session: its threads ask; its settings name the machine.
            ask: returns a task whose `done` carries the `Worklist`.
            patient_id: of the X-ray; the examination of this patient is selected at first.
            parent: of the dialog.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Choose from the clinic's worklist"))
        self._session, self._task_of, self._patient_id = session, ask, patient_id
        self._found: tuple[WorklistItem, ...] = ()
        self._is_cut = False
        self._task: Task | None = None
        self._days = NoWheelComboBox(
            ((_Days.TODAY, self.tr("Today")), (_Days.OTHER, self.tr("On …")), (_Days.ANY, self.tr("Any day")))
        )
        self._days.setAccessibleName(self.tr("Day"))
        self._day = DayField(self.tr("On which day"), QDate.currentDate())
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Name, id or examination"))
        self._search.setAccessibleName(self.tr("Search"))
        self._others = QCheckBox(self.tr("Other examinations than X-rays too"))
        self._state = TextLabel()
        self._state.setAccessibleName(self.tr("Clinic's worklist"))
        self._model = ScheduledModel(self)
        self._table = ScheduledTable(self._model)
        self._table.setAccessibleName(self.tr("Clinic's worklist"))
        self._choose = push_button(self.tr("Choose"), self._choose_current, kind="primary")
        self._choose.setDefault(True)
        self._again = push_button(self.tr("Ask again"), self._ask)
        self._lay_out()
        self._connect()
        self._ask()
        self._search.setFocus()
        fit_to_screen(self, *_SIZE_PX)

    def done(self, result: int) -> None:
        """Close the dialog, and ask no longer."""
        self._stop()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that move in a table move in it while one searches."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TO_THE_TABLE:
            self._table.setFocus()
            if not self._table.currentIndex().isValid():
                self._table.go_to(0)
                return True
            return QCoreApplication.sendEvent(self._table, event)
        return super().eventFilter(watched, event)

    @Slot()
    def _ask(self) -> None:
        """Ask the server anew."""
        self._stop()
        self._found = ()
        self._day.setVisible(self._days.currentData() is _Days.OTHER)
        self._show()
        self._state.setText(self.tr("Asking the clinic's worklist server…"))
        query = WorklistQuery(self._asked_day(), self._session.settings.worklist.station)
        self._task = self._task_of(query)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._state.setText)
        self._session.threads.start(self._task)

    def _asked_day(self) -> date | None:
        return {_Days.TODAY: date.today(), _Days.OTHER: self._day.day, _Days.ANY: None}[self._days.currentData()]

    def _stop(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _take(self, worklist: Worklist) -> None:
        self._found, self._is_cut = worklist.items, worklist.is_cut
        self._show()

    @Slot()
    def _show(self) -> None:
        """Show what fits the search; select a row where it is clear which one is meant."""
        radiographs = [item for item in self._found if item.is_radiograph or self._others.isChecked()]
        items = [item for item in radiographs if item.has_words(self._search.text())]
        self._model.show_items(items)
        own = self._model.row_of_patient(self._patient_id)
        row = own if own is not None else 0 if len(items) == 1 else None
        if row is not None:
            self._table.go_to(row)
        self._state.setText(
            " ".join(filter(None, self._sentences(len(items), len(radiographs), has_own=own is not None)))
        )

    def _sentences(self, shown: int, count: int, *, has_own: bool) -> tuple[str, ...]:
        """Return what is to be said of the answer.

        Args:
            shown: how many examinations are shown.
            count: how many of them there would be without a search.
            has_own: whether that of the X-ray's own patient is among them.
        """
        hidden = len(self._found) - count
        return (
            self.tr("%Ln X-ray(s) planned.", "", count)
            if shown == count
            else self.tr("{shown} of %Ln X-ray(s) planned.", "", count).format(shown=number_text(shown)),
            self.tr("%Ln other examination(s) not shown.", "", hidden) if hidden else "",
            self.tr("There are more than these: choose a day.") if self._is_cut else "",
            self.tr("Selected is the patient with the id of this X-ray.") if has_own else "",
        )

    @Slot()
    def _enable(self) -> None:
        self._choose.setEnabled(self._table.selected is not None)

    @Slot()
    def _choose_current(self) -> None:
        item = self._table.selected
        if item:
            self.accept()
            self.chosen.emit(item)

    def _connect(self) -> None:
        self._days.currentIndexChanged.connect(self._ask)
        self._day.dateChanged.connect(self._ask)
        self._search.textChanged.connect(self._show)
        self._search.installEventFilter(self)
        self._others.toggled.connect(self._show)
        self._table.selection_changed.connect(self._enable)
        self._table.doubleClicked.connect(self._choose_current)

    def _lay_out(self) -> None:
        self._search.setMinimumWidth(scale_to_text(_SEARCH_PX))
        buttons = row_layout()
        buttons.addStretch()
        buttons.addWidget(self._choose)
        buttons.addWidget(push_button(self.tr("Cancel"), self.reject))
        column = column_layout(self, margins=PAGE_MARGINS)
        column.addLayout(FlowLayout(self._search, self._days, self._day, self._again, self._others))
        column.addWidget(self._state)
        column.addWidget(self._table, stretch=1)
        column.addLayout(buttons)
