"""File dialogs, warnings and questions. None of them blocks: open it, and connect to its signal."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.core.imaging.formats import SUFFIXES
from app.core.text import printable
from app.gui.theme.style import scale_to_text

_TITLE_BAR_PX = 40


def files_dialog(parent: QWidget) -> QFileDialog:
    """Return a dialog that asks for one X-ray or several."""
    dialog = _file_dialog(parent, _tr("Open X-rays"), QStandardPaths.StandardLocation.PicturesLocation)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    patterns = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
    dialog.setNameFilters([_tr("X-ray images ({patterns})").format(patterns=patterns), _tr("All files (*)")])
    return dialog


def xray_dialog(parent: QWidget, name: str) -> QFileDialog:
    """Return a dialog that asks where an X-ray of this file name is now."""
    dialog = files_dialog(parent)
    dialog.setWindowTitle(_tr("Find {name}").format(name=printable(name)))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def folder_dialog(parent: QWidget) -> QFileDialog:
    """Return a dialog that asks for a folder of X-rays."""
    title = _tr("Open a folder of X-rays")
    return _of_folders(_file_dialog(parent, title, QStandardPaths.StandardLocation.PicturesLocation))


def dicom_folder_dialog(parent: QWidget) -> QFileDialog:
    """Return a dialog that asks for the folder to write DICOM files into."""
    title = _tr("Export as DICOM into a folder")
    return _of_folders(_file_dialog(parent, title, QStandardPaths.StandardLocation.DocumentsLocation))


def new_files_dialog(parent: QWidget) -> QFileDialog:
    """Return a dialog that asks for the folder to write X-rays without an identity into."""
    title = _tr("Save without the patient's identity into a folder")
    return _of_folders(_file_dialog(parent, title, QStandardPaths.StandardLocation.DocumentsLocation))


def data_dialog(parent: QWidget, folder: str) -> QFileDialog:
    """Return a dialog that asks for the data folder."""
    dialog = QFileDialog(parent, _tr("Choose the data folder"), folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return _of_folders(dialog)


def logo_dialog(parent: QWidget) -> QFileDialog:
    """Return a dialog that asks for the clinic's logo."""
    dialog = _file_dialog(parent, _tr("Choose a logo"), QStandardPaths.StandardLocation.PicturesLocation)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_tr("Pictures ({patterns})").format(patterns="*.png *.jpg *.jpeg"))
    return dialog


def pem_dialog(parent: QWidget) -> QFileDialog:
    """Return a dialog that asks for a certificate or a key."""
    dialog = _file_dialog(
        parent, _tr("Choose a certificate or a key"), QStandardPaths.StandardLocation.DocumentsLocation
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def csv_dialog(parent: QWidget, name: str = "kifua-results.csv") -> QFileDialog:
    """Return a dialog that asks where to write a table, with a suggested file name."""
    return _save_dialog(parent, _tr("Export CSV"), [_tr("Table (*.csv)")], name)


def picture_dialog(parent: QWidget, name: str) -> QFileDialog:
    """Return a dialog that asks where to write a picture, PNG or SVG, with a suggested file name of the first."""
    kinds = [_tr("Picture (*.png)"), _tr("Drawing that can be enlarged (*.svg)")]
    dialog = _save_dialog(parent, _tr("Save picture"), kinds, name)
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("svg" if kind == kinds[1] else "png"))
    return dialog


def pdf_dialog(parent: QWidget, name: str) -> QFileDialog:
    """Return a dialog that asks where to write a report, with a suggested file name."""
    return _save_dialog(parent, _tr("Save report as PDF"), [_tr("Report (*.pdf)")], name)


def message(parent: QWidget | None, sentence: str) -> QMessageBox:
    """Return a warning box."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Kifua", printable(sentence), parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def question(parent: QWidget, sentence: str, yes: str, no: str = "") -> QMessageBox:
    """Return a question box; `accepted` is emitted when the button `yes` is clicked.

    Args:
        parent: of the box.
        sentence: the question.
        yes: words of the button that does it.
        no: words of the button that leaves all as it is; empty for the usual *Cancel*.
    """
    box = message(parent, sentence)
    box.setIcon(QMessageBox.Icon.Question)
    box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    standard, rejects = QMessageBox.StandardButton.Cancel, QMessageBox.ButtonRole.RejectRole
    box.setDefaultButton(box.addButton(no, rejects) if no else box.addButton(standard))
    return box


def close_dialog(parent: QWidget) -> QMessageBox:
    """Return a question box about closing during a batch; `accepted` means to close."""
    sentence = _tr("A folder is still being screened. What is done is kept, and the rest can be continued later.")
    return question(parent, sentence, _tr("Close Kifua"), _tr("Keep it open"))


def _save_dialog(parent: QWidget, title: str, kinds: list[str], name: str) -> QFileDialog:
    dialog = _file_dialog(parent, title, QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.selectFile(name)
    return dialog


def fit_to_screen(window: QWidget, width: int, height: int) -> None:
    """Resize a window, in proportion to the text, at most to the screen less a title bar."""
    room = window.screen().availableGeometry()
    window.resize(min(scale_to_text(width), room.width()), min(scale_to_text(height), room.height() - _TITLE_BAR_PX))


def _file_dialog(parent: QWidget, title: str, place: QStandardPaths.StandardLocation) -> QFileDialog:
    folder = QStandardPaths.writableLocation(place)
    dialog = QFileDialog(parent, title, folder if os.path.isdir(folder) else os.path.expanduser("~"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _of_folders(dialog: QFileDialog) -> QFileDialog:
    """Return a dialog after it was made to show and to take folders alone."""
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
