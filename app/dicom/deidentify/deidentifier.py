"""De-identify X-rays one by one: find what may be text, make the new file, write it under a new name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.core.atomic_file import write_bytes
from app.core.errors import InputError, OutputError
from app.core.imaging.budget import MOST_BYTES
from app.core.imaging.decode import decode
from app.core.imaging.decode_bytes import Scale, decode_bytes
from app.core.imaging.source_file import read_file
from app.core.records import Radiograph
from app.core.results.export import output_failing
from app.dicom.deidentify.dicom_file import deidentified_dicom
from app.dicom.deidentify.picture_file import deidentified_picture
from app.dicom.deidentify.pseudonyms import Pseudonyms
from app.dicom.deidentify.regions import Region, clipped, find_text
from app.dicom.deidentify.table import Link


@dataclass(frozen=True, slots=True)
class OpenedXray:
    """An X-ray that is to be de-identified.

    Attributes:
        path: its file.
        radiograph: decoded at its full size.
        text_regions: where text may be burned in.
    """

    path: Path
    radiograph: Radiograph
    text_regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class DeidentifiedXray:
    """A new file.

    Attributes:
        content: its bytes.
        link: what leads back to the old one: for an encrypted table, and for nothing else.
    """

    content: bytes
    link: Link


def open_xray(path: Path) -> OpenedXray:
    """Decode an X-ray and look for text in it.

    Raises:
        InputError: see `app.core.imaging.decode.decode`.
    """
    radiograph = decode(path)
    return OpenedXray(path, radiograph, find_text(radiograph))


def deidentified(
    xray: OpenedXray, regions: Sequence[Region], pseudonyms: Pseudonyms, *, seen: bool = False
) -> DeidentifiedXray:
    """Return the new file of an X-ray.

    Args:
        xray: it.
        regions: to be blacked; what of them lies outside of the picture is left out.
        pseudonyms: new identifiers and names.
        seen: whether a person has looked at the picture, with these regions black, and read no identity.

    Raises:
        InputError: `file_unreadable`, `file_changed`: it is not the one that was opened any more; `deidentify_class`,
            `image_damaged`, `several_images`, `image_too_costly`.
    """
    data = read_file(xray.path)
    radiograph = xray.radiograph
    if hashlib.sha256(data).hexdigest() != radiograph.sha256:
        raise InputError("file_changed")
    height, width = radiograph.pixels.shape
    within = [part for region in regions if (part := clipped(region, width, height))]
    name, old_file = pseudonyms.file_name(radiograph.sha256), str(xray.path)
    if radiograph.facts.format != "DICOM":
        content, suffix = deidentified_picture(data, radiograph, within)
        _check_same(content, radiograph, within)
        return DeidentifiedXray(content, Link(f"{name}{suffix}", old_file))
    made = deidentified_dicom(data, radiograph, within, pseudonyms, seen=seen)
    _check_same(made.content, radiograph, within)
    old, new = made.old, made.new
    link = Link(
        new_file=f"{name}.dcm",
        old_file=old_file,
        new_patient=new["PatientID"],
        old_patient_id=old["PatientID"],
        old_patient_name=old["PatientName"],
        new_study=new["StudyInstanceUID"],
        old_study=old["StudyInstanceUID"],
        new_series=new["SeriesInstanceUID"],
        old_series=old["SeriesInstanceUID"],
        new_instance=new["SOPInstanceUID"],
        old_instance=old["SOPInstanceUID"],
    )
    return DeidentifiedXray(made.content, link)


def _check_same(content: bytes, radiograph: Radiograph, black: Sequence[Region]) -> None:
    """Refuse a new file whose picture is another one, as where the old file says odd things of its pixels.

    Where something is black, the size alone is compared: without a window, grey is spread over what values are left.

    Raises:
        InputError: `image_damaged`, `image_too_costly`.
    """
    pixels, _, _ = decode_bytes(content, Scale(), MOST_BYTES)
    if pixels.shape != radiograph.pixels.shape or not (black or np.array_equal(pixels, radiograph.pixels)):
        raise InputError("image_damaged")


def write_deidentified(xray: DeidentifiedXray, folder: Path) -> None:
    """Write a new file into a folder, whole or not at all; no file is ever replaced.

    What is there already with the same content, of an earlier run with the same key, is left as it is.

    Raises:
        OutputError: `output_exists`: there is a file of other content, as of a run that has blacked other regions;
            `output_failed`.
    """
    path = folder / xray.link.new_file
    with output_failing(path):
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() or path.is_symlink():
            if path.is_file() and path.read_bytes() == xray.content:
                return
            raise OutputError("output_exists", path=path)
        write_bytes(path, xray.content)
