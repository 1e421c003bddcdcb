"""Tour, offered at the first use: four pictures with a few words, to be skipped at any moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from app.gui.help.pictures import load_picture
from app.gui.theme.spacing import GROUP_GAP_PX, TEXT_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.labels import TextLabel

_SIZE_PX = (760, 600)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the tour.

    Attributes:
        title: its heading.
        words: two or three sentences.
        picture: name of a picture of the guide.
    """

    title: str
    words: str
    picture: str


def tour_steps() -> Sequence[Step]:
    """Return the steps in their order."""
    return (
        Step(
            _tr("Open an X-ray"),
            _tr("Drop a picture or a whole folder on the window, or choose one. It stays on this computer."),
            "start.webp",
        ),
        Step(
            _tr("Look at the child first"),
            _tr(
                "Kifua says what it sees and how sure it is. Danger signs come before every verdict, and a sign on an "
                "X-ray is not a diagnosis."
            ),
            "verdict.webp",
        ),
        Step(
            _tr("Say what you think"),
            _tr("Agree, disagree or can't tell: one click, kept with the X-ray and written on the report."),
            "decision.webp",
        ),
        Step(
            _tr("Everything in one list"),
            _tr("The worklist has every X-ray; a dot marks those that nobody has seen. F1 opens the guide."),
            "worklist.webp",
        ),
    )


class TourDialog(QDialog):
    """Leads through the steps; *Skip* ends it on each of them."""

    def __init__(self, pictures: Sequence[Path], parent: QWidget) -> None:
        """Show the first step.

        Args:
            pictures: the file of each step's picture.
            parent: the window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Kifua: a short tour"))
        self._steps = tour_steps()
        self._images = [load_picture(file) for file in pictures]
        self._place = 0
        self._picture = PictureView()
        self._title = TextLabel(scale=1.5, bold=True)
        self._words = TextLabel(scale=1.1)
        self._count = TextLabel()
        self._count.setAccessibleName(self.tr("Step"))
        self._skip = push_button(self.tr("Skip"), self.accept, kind="quiet")
        self._back = push_button(self.tr("Back"), self._go_back)
        self._next = push_button(self.tr("Next"), self._go_on, kind="primary")
        self._next.setDefault(True)
        column = column_layout(self, gap_px=GROUP_GAP_PX, margins=TEXT_MARGINS)
        column.addWidget(self._picture, stretch=1)
        column.addWidget(self._title)
        column.addWidget(self._words)
        row = row_layout(gap_px=GROUP_GAP_PX)
        row.addWidget(self._skip)
        row.addStretch()
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._back)
        row.addWidget(self._next)
        column.addLayout(row)
        fit_to_screen(self, *_SIZE_PX)
        self._show_step()
        self._next.setFocus()

    @Slot()
    def _go_back(self) -> None:
        self._place -= 1
        self._show_step()

    @Slot()
    def _go_on(self) -> None:
        if self._place == len(self._steps) - 1:
            self.accept()
            return
        self._place += 1
        self._show_step()

    def _show_step(self) -> None:
        step, last = self._steps[self._place], len(self._steps) - 1
        self._picture.show_picture(self._images[self._place], step.title)
        self._title.setText(step.title)
        self._words.setText(step.words)
        self._count.setText(self.tr("{step} of {count}").format(step=self._place + 1, count=last + 1))
        self._back.setEnabled(self._place > 0)
        self._next.setText(self.tr("Begin") if self._place == last else self.tr("Next"))
        self._next.setAccessibleDescription(f"{step.title}. {step.words}")


class PictureView(QWidget):
    """A picture as large as there is room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, image: QImage, name: str) -> None:
        """Show a picture, with a name for a screen reader."""
        self._image = image
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the picture."""
        return self._image.size()

    def minimumSizeHint(self) -> QSize:
        """Return that it gives way to the words."""
        return QSize(80, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the middle."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self._image.size().boundedTo(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        place = self.rect()
        place.setSize(size)
        place.moveCenter(self.rect().center())
        painter.drawImage(place, self._image)
        painter.end()


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
