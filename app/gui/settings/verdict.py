"""When a screening says that there are signs of pneumonia, and when that it is uncertain."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from app.gui.session import Session
from app.gui.settings.explained import explained
from app.gui.text import figures_text, specialist_text
from app.gui.widgets.controls import column_layout
from app.gui.widgets.expander import Expander
from app.gui.widgets.labels import BulletList


class VerdictSection(QWidget):
    """Shows and changes the operating point and the uncertain band, each with what it means for 100 children."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._points: dict[str, QRadioButton] = {}
        self._band = QCheckBox(self.tr("Say “uncertain” where it is close"))
        self._band.clicked.connect(lambda: session.update(uncertain_band=self._band.isChecked()))
        column = column_layout(self)
        group = QButtonGroup(self)
        points = session.bundle.operating_points
        for point in points:
            radio = QRadioButton(figures_text.point_title(point))
            words = [figures_text.point_in_words(point), figures_text.point_comparison(point, points[0])]
            column.addLayout(explained(radio, " ".join(filter(None, words))))
            radio.clicked.connect(lambda _, name=point.name: session.update(operating_point=name))
            group.addButton(radio)
            self._points[point.name] = radio
        column.addLayout(explained(self._band, figures_text.uncertain_band_summary(session.bundle)))
        summaries = [(figures_text.point_title(point), specialist_text.point_summary(point)) for point in points]
        figures = BulletList(f"{title}: {summary}" for title, summary in summaries)
        column.addWidget(Expander(self.tr("For the specialist"), figures))
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        chosen = self._session.screener.operating_point.name
        for name, radio in self._points.items():
            radio.setChecked(chosen in (name, self._session.bundle.operating_point(name).without_band().name))
            # Qt does so once a radio button has had the keyboard; the first that gets it must be the chosen one.
            radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus if radio.isChecked() else Qt.FocusPolicy.ClickFocus)
        self._band.setChecked(self._session.settings.uncertain_band)
