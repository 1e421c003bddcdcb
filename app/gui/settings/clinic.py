"""The clinic's name and logo, and the user's name, for the head of reports."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Slot
from PySide6.QtGui import QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.core.atomic_file import make_private_folder, write_bytes
from app.core.errors import OutputError
from app.gui.report.letterhead import read_logo
from app.gui.session import Session
from app.gui.settings.named_row import named_row
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import logo_dialog, message
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task

_LOGO_NAME = "clinic-logo.png"
_LOGO_PX = QSize(240, 72)
_FIELD_PX = 320
_LONGEST_NAME = 90


class ClinicSection(QWidget):
    """Shows and changes the clinic's name and logo, and the user's name.

    The logo is copied into the data folder, so that it is still there when the stick that it came from is not.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._fields = {name: QLineEdit(maxLength=_LONGEST_NAME) for name in ("clinic_name", "user_name")}
        self._logo = QLabel()
        self._logo.setAccessibleName(self.tr("Logo"))
        self._remove = push_button(self.tr("Remove the logo"), self._remove_logo)
        column = column_layout(self)
        column.addWidget(
            TextLabel(self.tr("These stand at the head of every report; your name stands beside your decisions too."))
        )
        titles = (self.tr("Name of the clinic"), self.tr("Your name"))
        for title, (name, field) in zip(titles, self._fields.items(), strict=True):
            field.setMinimumWidth(scale_to_text(_FIELD_PX))
            field.editingFinished.connect(partial(self._change_name, name, field))
            column.addLayout(named_row(title, field))
        column.addWidget(self._logo)
        column.addLayout(FlowLayout(push_button(self.tr("Choose a logo…"), self._choose), self._remove))
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        settings = self._session.settings
        for name, field in self._fields.items():
            if not field.isModified():  # by the user, who is not done yet
                field.setText(getattr(settings, name))
        logo = read_logo(Path(settings.clinic_logo)) if settings.clinic_logo else QImage()
        self._remove.setEnabled(bool(settings.clinic_logo))
        self._logo.setVisible(bool(settings.clinic_logo))
        if logo.isNull():
            self._logo.setText(self.tr("The logo cannot be read: choose it again. Until then, reports have none."))
        else:
            self._logo.setPixmap(_fitted(logo, scale_to_text(_LOGO_PX.width()), scale_to_text(_LOGO_PX.height())))

    def _change_name(self, name: str, field: QLineEdit) -> None:
        field.setModified(False)
        changed: dict[str, Any] = {name: " ".join(field.text().split())}
        if changed[name] != getattr(self._session.settings, name):
            self._session.update(**changed)

    @Slot()
    def _choose(self) -> None:
        dialog = logo_dialog(self)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    @Slot(str)
    def _take(self, file: str) -> None:
        task = Task(partial(copy_logo, Path(file), self._session.history.parent))
        task.done.connect(self._use)
        task.failed.connect(lambda sentence: message(self, sentence).open())
        self._session.threads.start(task)

    @Slot(object)
    def _use(self, copy: Path | None) -> None:
        if copy is None:
            message(self, self.tr("This file cannot be used as a logo: choose a PNG or JPEG picture.")).open()
            return
        self._session.update(clinic_logo=str(copy))

    @Slot()
    def _remove_logo(self) -> None:
        logo = Path(self._session.settings.clinic_logo)
        self._session.update(clinic_logo="")
        if logo.name == _LOGO_NAME:  # the copy; any other file is the user's own
            with suppress(OSError):
                logo.unlink()


def copy_logo(file: Path, folder: Path) -> Path | None:
    """Copy a logo into a folder as a PNG file of bounded size.

    Returns:
        The path of the copy; None where the file is no picture that can be a logo.

    Raises:
        OutputError: `output_failed`; an old logo is as it was.
    """
    image, copy = read_logo(file), folder / _LOGO_NAME
    if image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    try:
        make_private_folder(folder)
        write_bytes(copy, bytes(buffer.data().data()), private=True)
    except OSError as error:
        raise OutputError("output_failed", path=copy, error=error.strerror or error) from error
    return copy


def _fitted(image: QImage, width: int, height: int) -> QPixmap:
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(image.scaled(width, height, keep, smooth))
