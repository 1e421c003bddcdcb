"""Compare Kifua's decoders with other programs' on every transfer syntax, and write `docs/dicom-syntaxes.md`.

    python -m tools.dicom_table

It needs DCMTK and GDCM, and takes a minute.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app import __version__
from app.core.imaging.decode import decode as decode_radiograph
from app.core.imaging.dicom.file import DicomFile
from app.core.imaging.dicom.frame import read_frame
from app.core.screening import Screener
from app.paths import bundle_folder, sample_file, samples_folder
from tools.dicom_peers import SYNTAXES, Syntax, decode, encode, missing_programs, write_plain

PAGE = Path(__file__).parent.parent / "docs" / "dicom-syntaxes.md"
BITS = (8, 10, 12, 14, 16)
_CROP_PX = 256


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of stored values: how they are shown, whether they have a sign, and whether they are colours."""

    label: str
    interpretation: str = "MONOCHROME2"
    is_signed: bool = False
    is_colour: bool = False

    def can_be(self, syntax: Syntax, bits: int) -> bool:
        """Tell whether the other programs write such values in a syntax."""
        return bits in syntax.bits and (syntax.is_signed or not self.is_signed) and (bits == 8 or not self.is_colour)


KINDS = (
    Kind("MONOCHROME2"),
    Kind("MONOCHROME1", "MONOCHROME1"),
    Kind("signed", is_signed=True),
    Kind("RGB", "RGB", is_colour=True),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """The largest difference of a stored value that Kifua decoded.

    Attributes:
        original: from what was compressed.
        other: from what the other program decodes.
    """

    original: int
    other: int


def stored_values(kind: Kind, bits: int) -> NDArray[Any]:
    """Return values of a kind: a part of a sample X-ray, with noise in the bits that it does not have."""
    grey = decode_radiograph(sample_file()).pixels[:_CROP_PX, :_CROP_PX] / 255
    noise = np.random.default_rng(bits).normal(0, 0.003, grey.shape)
    values = np.rint(np.clip(grey + noise, 0, 1) * (2**bits - 1)) - (2 ** (bits - 1) if kind.is_signed else 0)
    stored = values.astype(f"{'i' if kind.is_signed else 'u'}{1 if bits == 8 else 2}")
    return np.ascontiguousarray(np.dstack([stored, stored[::-1], stored[:, ::-1]]) if kind.is_colour else stored)


def compare(syntax: Syntax, kind: Kind, bits: int, folder: Path) -> Difference:
    """Compress values by another program, and decode them by Kifua and by another one.

    Raises:
        subprocess.CalledProcessError: the other program does not do it.
    """
    values, plain, file = stored_values(kind, bits), folder / "plain.dcm", folder / "compressed.dcm"
    write_plain(plain, values, bits, PhotometricInterpretation=kind.interpretation)
    encode(syntax, plain, file)
    found = _decoded(file).astype(np.int64)
    other = decode(syntax, file, folder / "decoded.dcm").astype(np.int64)
    return Difference(int(np.abs(found - values).max()), int(np.abs(found - other).max()))


def _decoded(path: Path) -> NDArray[Any]:
    file = DicomFile(path.read_bytes())
    file.read_pixels()
    return read_frame(file.dataset).values


def score_differences(syntax: Syntax, screener: Screener, folder: Path) -> float:
    """Return the largest difference of the score of a sample X-ray, compressed, from that of the same uncompressed."""
    differences = [0.0]
    for sample in sorted(samples_folder().glob("*.jp*g")):
        plain, file = folder / "plain.dcm", folder / "compressed.dcm"
        stored = np.ascontiguousarray(decode_radiograph(sample).pixels)
        write_plain(plain, stored, 8, WindowCenter=128, WindowWidth=256)
        encode(syntax, plain, file)
        scores = [screener.screen_file(str(path)).verdict.score for path in (plain, file)]
        if None in scores:
            raise ValueError(f"{sample.name} has no score in {syntax.label}")
        differences.append(abs(scores[0] - scores[1]))
    return max(differences)


def _rows(folder: Path) -> Iterator[str]:
    screener = Screener.open(bundle_folder(), __version__)
    for syntax in SYNTAXES:
        score = score_differences(syntax, screener, folder)
        for bits in syntax.bits:
            cells = [_cell(syntax, kind, bits, folder) for kind in KINDS]
            told = "same" if score == 0 else f"± {score:.3f}"
            yield f"| {syntax.label} | {bits} | {' | '.join(cells)} | {told if bits == 8 else ''} |"


def _cell(syntax: Syntax, kind: Kind, bits: int, folder: Path) -> str:
    if not kind.can_be(syntax, bits):
        return "–"
    try:
        found = compare(syntax, kind, bits, folder)
    except subprocess.CalledProcessError:
        return "–"
    words = ["same" if value == 0 else f"± {value}" for value in (found.original, found.other)]
    return words[0] if words[0] == words[1] else " / ".join(words)


def main() -> int:
    """Write the page, and return the exit status."""
    if missing_programs():
        print(f"not installed: {', '.join(missing_programs())}")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        rows = "\n".join(_rows(Path(folder)))
    heading = "| transfer syntax | bits | " + " | ".join(kind.label for kind in KINDS) + " | score |"
    PAGE.write_text(f"{_INTRODUCTION}\n{heading}\n|{'---|' * (len(KINDS) + 3)}\n{rows}\n", encoding="utf-8")
    print(f"{PAGE} is written")
    return 0


_INTRODUCTION = """# Transfer syntaxes of DICOM

Each row is a transfer syntax and a number of stored bits; each column a kind of pixels. A part of a sample X-ray was
compressed by another program (DCMTK's `dcmconv`, `dcmcrle`, `dcmcjpeg` and `dcmcjpls`, GDCM's `gdcmconv`, OpenJPH for
HTJ2K), and decoded by Kifua and by that program. A cell has the largest difference, in stored values, of Kifua's pixels
from what was compressed / from what the other program decoded; one word stands for both. `same` is bit for bit, `–` is
not written by the other program. The last column is the largest difference of the score of a sample X-ray from that of
the same X-ray uncompressed. Made by `python -m tools.dicom_table`.
"""


if __name__ == "__main__":
    sys.exit(main())
