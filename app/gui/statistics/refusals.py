"""Reasons for which X-rays are not assessed, in few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def refusal_text(code: str) -> str:
    """Return the words for the code of a reason that no verdict was made; one that is not known has no words."""
    return _words().get(code, _tr("Another reason"))


def _words() -> dict[str, str]:
    return {
        "file_missing": _tr("File not found"),
        "file_unreadable": _tr("File may not be opened"),
        "path_too_long": _tr("Path too long"),
        "file_empty": _tr("Empty file"),
        "file_too_large": _tr("File too large"),
        "not_an_image": _tr("Not a picture"),
        "image_damaged": _tr("Damaged picture"),
        "image_too_large": _tr("Too many pixels"),
        "image_too_costly": _tr("Picture too hard to open"),
        "several_images": _tr("Several pictures in one file"),
        "dicom_compressed": _tr("Unknown kind of DICOM file"),
        "dicom_no_image": _tr("DICOM file without a picture"),
        "internal_error": _tr("Kifua failed on the file"),
        "image_too_small": _tr("Too few pixels"),
        "image_blank": _tr("Almost no contrast"),
        "image_exposure": _tr("Too bright or too dark"),
        "image_shape": _tr("Too long and narrow for a chest"),
        "image_colour": _tr("Colour picture"),
        "not_radiograph": _tr("Not a plain X-ray"),
        "for_processing": _tr("Raw image of the X-ray unit"),
        "not_chest": _tr("Not a chest"),
        "view_not_frontal": _tr("Not a frontal view"),
        "turned": _tr("On its side or upside down"),
        "negative": _tr("Negative, dark for bright"),
        "cropped": _tr("A part of the lungs cut off"),
        "unlike_chest": _tr("Not like a frontal chest X-ray"),
        "age_outside": _tr("Not for this age: an older child"),
        "age_unsuited": _tr("Not for this age: under one year, or an adult"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("statistics", text)
