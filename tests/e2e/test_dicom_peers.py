"""DICOM that other programs compressed gives the same pixels here as there, and as before it was compressed."""

import pytest

from tools.dicom_peers import SYNTAXES, missing_programs
from tools.dicom_table import KINDS, compare

pytestmark = [
    pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {', '.join(missing_programs())}"),
    pytest.mark.filterwarnings("ignore::UserWarning"),  # pydicom's, on what the other programs write
]
ROUNDING = {"htj2k_lossy": 1}
"""Stored values by which two decoders of a syntax may differ, which leaves it open how to round."""

CASES = [
    pytest.param(syntax, kind, bits, id=f"{syntax.name}-{bits}-{kind.label}")
    for syntax in SYNTAXES
    for kind in KINDS
    for bits in syntax.bits
    if kind.can_be(syntax, bits) and kind.label != "MONOCHROME1"  # of the same stored values as the other
]


@pytest.mark.parametrize(("syntax", "kind", "bits"), CASES)
def test_a_file_of_another_program_has_the_same_pixels_by_two_decoders(syntax, kind, bits, tmp_path):
    found = compare(syntax, kind, bits, tmp_path)

    assert found.other <= ROUNDING.get(syntax.name, 0)
    assert found.original == 0 or not syntax.is_lossless
