"""What kind of examination a DICOM file is of, by its first bytes: a disc of an archive holds more than X-rays."""

from __future__ import annotations

import warnings

from app.core.imaging.dicom.file import READ_ERRORS, read_start

_MODALITY = 0x00080060

_CLASSES = "1.2.840.10008.5.1.4.1.1."
_RADIOFLUOROSCOPY = f"{_CLASSES}12.2"
_MODALITIES = {
    **{"2": "CT", "4": "MR", "3": "US", "6": "US", "20": "NM", "128": "PT", "130": "PT", "1.2": "MG", "1.3": "IO"},
    **{"12": "XA", "13": "XA", "77": "XC", "481": "RT"},
}
"""Modalities of the SOP classes of images (PS3.4 B.5) that are no plain radiographs, by how their UIDs go on."""

_WITHOUT_PICTURE = {"9": "ECG", "11": "PR", "66": "SEG", "67": "SEG", "88": "SR", "104": "DOC"}
"""Likewise of the classes that hold no picture."""

_OTHER_KINDS = frozenset(
    {*_MODALITIES.values(), *_WITHOUT_PICTURE.values()}
    | {"PX", "ES", "OP", "OPT", "SM", "GM", "BMD", "IVUS", "EPS", "HD", "AU"}
    | {"RTIMAGE", "RTDOSE", "RTSTRUCT", "RTPLAN", "RTRECORD", "KO", "REG", "PLAN"}
)


def modality_of_class(uid: str) -> str:
    """Return the modality of an SOP class that holds no plain radiographs; empty for any other, known or not."""
    return _of_class(uid, _MODALITIES)


def other_kind(head: bytes) -> str:
    """Return the modality of a file that surely holds no plain radiograph; empty where it may.

    Args:
        head: its first bytes, some thousands. A deflated data set is not inflated.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pydicom's remarks on odd values are for nobody
            dataset = read_start(head, _MODALITY)
            uid = dataset.get("SOPClassUID") or dataset.file_meta.get("MediaStorageSOPClassUID")
            return other_kind_of(str(uid or ""), str(dataset.get("Modality") or ""))
    except (*READ_ERRORS, RecursionError):
        return ""


def other_kind_of(uid: str, modality: str) -> str:
    """Return the modality of an SOP class or else of a file, where either surely holds no plain radiograph."""
    named = modality.strip().upper()
    return _of_class(uid, {**_MODALITIES, **_WITHOUT_PICTURE}) or (named if named in _OTHER_KINDS else "")


def _of_class(uid: str, modalities: dict[str, str]) -> str:
    if not uid.startswith(_CLASSES) or uid == _RADIOFLUOROSCOPY:
        return ""
    parts = uid.removeprefix(_CLASSES).split(".")
    return modalities.get(parts[0]) or modalities.get(".".join(parts[:2]), "")
