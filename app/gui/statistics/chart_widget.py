"""Widget that shows a chart, and says in words what is under the pointer or chosen by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.gui.statistics.charts import Chart
from app.gui.statistics.drawing import mirrored
from app.gui.theme.tokens import colours

_LEAST_WIDTH_PX = 220
_FORWARD = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChartWidget(QWidget):
    """A chart as high as its width asks for. The arrow keys go from part to part; the tool tip has its sentence."""

    def __init__(self, title: str, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self._current: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(chart.sentences))

    @property
    def current(self) -> int | None:
        """The part that the keyboard has chosen; None before."""
        return self._current

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the chart."""
        return round(self._chart.height(width, QFontMetricsF(self.font(), self))) + 1

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(2 * _LEAST_WIDTH_PX, self.heightForWidth(2 * _LEAST_WIDTH_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which it can be read, and its height at the present one."""
        return QSize(_LEAST_WIDTH_PX, self.heightForWidth(max(self.width(), _LEAST_WIDTH_PX)))

    def changeEvent(self, event: QEvent) -> None:
        """Ask for another height when the text has another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the theme."""
        painter = QPainter(self)
        painter.setFont(self.font())
        tokens = colours(self.palette())
        self._chart.paint(painter, self.width(), tokens)
        if self._current is not None and self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(self._place(self._current).adjusted(1, 1, -1, -1))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show the sentence of the part under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            where = self.mapFromGlobal(event.globalPos())  # type: ignore[attr-defined]
            found = [each for each in range(len(self._chart.sentences)) if self._place(each).contains(QPointF(where))]
            if found:
                QToolTip.showText(event.globalPos(), self._chart.sentences[found[0]], self)  # type: ignore[attr-defined]
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next or the previous part, and show its sentence."""
        steps = {**_FORWARD, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.isRightToLeft():
            step = -step
        last = len(self._chart.sentences) - 1
        if not step or last < 0:
            super().keyPressEvent(event)
            return
        first = 0 if step > 0 else last
        self._current = first if self._current is None else min(max(0, self._current + step), last)
        self.update()
        where = self._place(self._current).center().toPoint()
        QToolTip.showText(self.mapToGlobal(where + QPoint(0, 8)), self._chart.sentences[self._current], self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Choose nothing any more."""
        self._current = None
        QToolTip.hideText()
        super().focusOutEvent(event)

    def _place(self, number: int) -> QRectF:
        part = self._chart.part(number, self.width(), QFontMetricsF(self.font(), self))
        return mirrored(part, self.width(), self.layoutDirection())
