"""Which part of the body a DICOM image shows, and from which side: by elements, by codes, and by what it is called."""

from __future__ import annotations

import re

from pydicom import Dataset
from pydicom.sequence import Sequence

from app.core.imaging.dicom.values import text_of

_VIEWS = {
    **dict.fromkeys(("399348003", "R-10206"), "AP"),
    **dict.fromkeys(("272479007", "R-40888", "R-10214"), "PA"),
    **dict.fromkeys(("399173006", "R-10236"), "LL"),
    **dict.fromkeys(("399198007", "R-10232"), "RL"),
    **dict.fromkeys(("399067008", "R-102CD", "30730003", "G-A145", "399352003", "R-10228"), "LATERAL"),
    **dict.fromkeys(("399182000", "R-102C1", "260427002", "R-40783"), "OBLIQUE"),
    **dict.fromkeys(("399184004", "R-10238", "399236003", "R-10234", "399135007", "R-10220"), "OBLIQUE"),
    **dict.fromkeys(("399356000", "R-40985", "399006002", "R-10212", "399038007", "R-10210"), "OBLIQUE"),
    **dict.fromkeys(("399059000", "R-10216", "399312000", "R-10208"), "OBLIQUE"),
}
"""View positions of the codes of a view (PS3.16 CID 4010) in SNOMED CT and in its older form."""

_REGIONS = {
    **dict.fromkeys(("818981001", "T-D4000", "113345001"), "ABDOMEN"),
    **dict.fromkeys(("816092008", "T-D6000", "12921003"), "PELVIS"),
    **dict.fromkeys(("89546000", "T-11100", "69536005", "T-D1100", "91397008", "T-11196"), "HEAD"),
    **dict.fromkeys(("2095001", "T-22000", "91609006", "T-11180", "661005", "T-D1213"), "HEAD"),
    **dict.fromkeys(("45048000", "T-D1600"), "NECK"),
    **dict.fromkeys(("421060004", "T-D04FF", "122494005", "T-11501", "122495006", "T-11502"), "SPINE"),
    **dict.fromkeys(("122496007", "T-11503", "1217253001", "54735007", "T-11AD0"), "SPINE"),
    **dict.fromkeys(("16982005", "T-D2220", "51299004", "T-12310", "79601000", "T-12280"), "SHOULDER"),
    **dict.fromkeys(("85856004", "T-15420", "40983000", "T-D8200", "85050009", "T-12410"), "ARM"),
    **dict.fromkeys(("16953009", "T-15430", "14975008", "T-D8500", "53120007", "T-D8000"), "ARM"),
    **dict.fromkeys(("74670003", "T-15460", "85562004", "T-D8700", "7569003", "T-D8800"), "HAND"),
    **dict.fromkeys(("76505004", "T-D8810"), "HAND"),
    **dict.fromkeys(("29836001", "T-D2500", "24136001", "T-15710"), "HIP"),
    **dict.fromkeys(("68367000", "T-D9100", "71341001", "T-12710", "72696002", "T-D9200"), "LEG"),
    **dict.fromkeys(("30021000", "T-D9400", "61685007", "T-D9000", "64234005", "T-12730"), "LEG"),
    **dict.fromkeys(("70258002", "T-15750", "56459004", "T-D9700", "80144004", "T-12770"), "FOOT"),
    **dict.fromkeys(("29707007", "T-D9800"), "FOOT"),
}
"""Parts of the body other than the chest, of codes of PS3.16 CID 4009 in SNOMED CT and in its older form."""

_NAMES = ("AcquisitionDeviceProcessingDescription", "SeriesDescription", "ProtocolName")
"""Texts that are of one image or series; that of a study names all its views."""

_WORD = re.compile(r"[^\W\d_]+")
_SIDE_WORDS = frozenset({"LAT", "LATERAL", "LATERALE", "LATERALES", "PROFIL", "PERFIL", "SEITLICH", "SEITL"})
_FRONTAL_WORDS = frozenset({"PA", "AP", "FRONTAL", "FRONT", "FACE", "FRENTE", "FRONTALE"})


def view(dataset: Dataset) -> str:
    """Return the view position, in upper case: the element, or that of View Code Sequence (0054,0220).

    Where neither says it, what image, series or protocol are called tells a side view, unless a frontal one is named
    too. Empty where nothing is known.
    """
    return text_of(dataset, "ViewPosition").upper() or _view_of_code(dataset) or _view_of_names(dataset)


def body_part(dataset: Dataset) -> str:
    """Return Body Part Examined in upper case, or another part than the chest that Anatomic Region Sequence names."""
    named = text_of(dataset, "BodyPartExamined").upper()
    return named or _REGIONS.get(_first_code(dataset, "AnatomicRegionSequence"), "")


def _view_of_code(dataset: Dataset) -> str:
    return _VIEWS.get(_first_code(dataset, "ViewCodeSequence"), "")


def _view_of_names(dataset: Dataset) -> str:
    words = {word for name in _NAMES for word in _WORD.findall(text_of(dataset, name).upper())}
    return "LATERAL" if words & _SIDE_WORDS and not words & _FRONTAL_WORDS else ""


def _first_code(dataset: Dataset, keyword: str) -> str:
    items = dataset.get(keyword)
    return text_of(items[0], "CodeValue") if isinstance(items, Sequence) and items else ""
