"""Compare Kifua's decoders with other programs' on every transfer syntax, and write `docs/dicom-syntaxes.md`.

    python -m tools.dicom_xrays FOLDER
    kifua screen FOLDER --csv CSV                         (from source, and by each frozen program)
    python -m tools.dicom_table "from source=CSV" "frozen for Linux=CSV" …

The scores of the first CSV are compared with those of the X-rays that it holds uncompressed, those of the others too.
It needs DCMTK and GDCM, and takes a minute.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.decode import decode as decode_radiograph
from app.core.imaging.dicom.file import DicomFile
from app.core.imaging.dicom.frame import read_frame
from app.paths import sample_file
from tools.dicom_peers import SYNTAXES, Syntax, decode, encode, missing_programs, write_plain
from tools.dicom_xrays import GREY_KINDS, PLAIN, SAMPLE, Kind, file_name

PAGE = Path(__file__).parent.parent / "docs" / "dicom-syntaxes.md"
_CROP_PX = 256


KINDS = (*GREY_KINDS, Kind("RGB", "RGB", is_colour=True))


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
    stored = kind.stored(np.clip(grey + noise, 0, 1), bits)
    return np.ascontiguousarray(np.dstack([stored, stored[::-1], stored[:, ::-1]])) if kind.is_colour else stored


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


def _read_scores(table: Path) -> dict[str, float]:
    """Return the scores of a CSV, by the names of the files, which either kind of slashes leads to.

    Raises:
        ValueError: an X-ray has none.
    """
    with table.open(encoding="utf-8-sig", newline="") as stream:
        return {PureWindowsPath(row["file"]).name: float(row["score"]) for row in csv.DictReader(stream)}


def _rows(folder: Path, tables: Sequence[Mapping[str, float]]) -> Iterator[str]:
    for syntax in SYNTAXES:
        for bits in syntax.bits:
            cells = [_cell(syntax, kind, bits, folder) for kind in KINDS]
            scores = [_score_cell(syntax, bits, scored, tables[0]) for scored in tables]
            yield f"| {syntax.label} | {bits} | {' | '.join((*cells, *scores))} |"


def _cell(syntax: Syntax, kind: Kind, bits: int, folder: Path) -> str:
    if not kind.can_be(syntax, bits):
        return "–"
    try:
        found = compare(syntax, kind, bits, folder)
    except subprocess.CalledProcessError:
        return "–"
    words = ["same" if value == 0 else f"± {value}" for value in (found.original, found.other)]
    return words[0] if words[0] == words[1] else " / ".join(words)


def _score_cell(syntax: Syntax, bits: int, scored: Mapping[str, float], source: Mapping[str, float]) -> str:
    """Return the largest difference of the scores from those of the same X-rays uncompressed, from source."""
    files = [(file_name(syntax.name, bits, kind), file_name(PLAIN, bits, kind)) for kind in GREY_KINDS]
    differences = [abs(scored[file] - source[plain]) for file, plain in files if file in source]
    return f"± {max(differences):.4f}" if max(differences) else "same"


def main(arguments: list[str]) -> int:
    """Write the page from the scores that are named, and return the exit status."""
    if missing_programs():
        print(f"not installed: {', '.join(missing_programs())}")
        return 1
    tables = {name: _read_scores(Path(table)) for name, _, table in (each.partition("=") for each in arguments)}
    heading = ["transfer syntax", "bits", *(kind.label for kind in KINDS), *(f"score, {name}" for name in tables)]
    with tempfile.TemporaryDirectory() as folder:
        rows = "\n".join(_rows(Path(folder), list(tables.values())))
    count = _COUNT.format(count=len(next(iter(tables.values()))))
    table = f"| {' | '.join(heading)} |\n|{'---|' * len(heading)}\n{rows}\n"
    PAGE.write_text(f"{_INTRODUCTION}\n{count}\n{table}", encoding="utf-8")
    print(f"{PAGE} is written")
    return 0


_INTRODUCTION = """# Transfer syntaxes of DICOM

Each row is a transfer syntax and a number of stored bits; each column a kind of pixels. A part of a sample X-ray was
compressed by another program (DCMTK's `dcmconv`, `dcmcrle`, `dcmcjpeg` and `dcmcjpls`, GDCM's `gdcmconv`, OpenJPH for
HTJ2K), and decoded by Kifua and by that program. A cell has the largest difference, in stored values, of Kifua's pixels
from what was compressed / from what the other program decoded; one word stands for both. `same` is bit for bit, `–` is
not written by the other program. Made by `python -m tools.dicom_table`.
"""

_COUNT = f"""The last columns are the largest difference of the score of a sample X-ray, `{SAMPLE}` at half
its size, from that of the same X-ray uncompressed, over its kinds of grey values. {{count}} files in all were made by
`python -m tools.dicom_xrays`, and screened from source and by the frozen programs, that for Windows under Wine. `same`
is all four digits of the CSV.
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
