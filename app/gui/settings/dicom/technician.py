"""What has to be typed into the X-ray machine, for its technician."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from app.gui.theme.spacing import GROUP_GAP_PX, LINE_GAP_PX
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel


class TechnicianTable(QWidget):
    """A small table: name, address and port, and a button that copies it."""

    def __init__(self) -> None:
        super().__init__()
        names = (self.tr("AE title"), self.tr("IP address"), self.tr("Port"))
        self._values = {name: TextLabel(bold=True) for name in names}
        grid = QGridLayout()
        grid.setHorizontalSpacing(GROUP_GAP_PX)
        grid.setVerticalSpacing(LINE_GAP_PX)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._values.items()):
            grid.addWidget(TextLabel(name, pale=True), row, 0)
            value.setAccessibleName(name)
            grid.addWidget(value, row, 1)
        column = column_layout(self)
        column.addWidget(TextLabel(self.tr("Type this into the X-ray machine, as a place to send to (storage):")))
        column.addLayout(grid)
        column.addLayout(FlowLayout(push_button(self.tr("Copy"), self._copy)))

    def show_values(self, title: str, addresses: tuple[str, ...], port: int) -> None:
        """Show what has to be typed."""
        address = self.tr(" or ").join(addresses) or self.tr("(this computer is in no network)")
        for label, value in zip(self._values.values(), (title, address, str(port)), strict=True):
            label.setText(value)

    @Slot()
    def _copy(self) -> None:
        lines = (f"{name}: {value.text()}" for name, value in self._values.items())
        QGuiApplication.clipboard().setText("\n".join(lines))
