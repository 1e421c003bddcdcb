"""Write a sample X-ray as DICOM: in every transfer syntax, with every number of bits and every kind of grey values.

    python -m tools.dicom_xrays FOLDER

A file is called SYNTAX-BITS-KIND.dcm; what it was compressed from is plain-BITS-KIND.dcm. It needs DCMTK and GDCM.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.decode import decode
from app.paths import samples_folder
from tools.dicom_peers import SYNTAXES, Syntax, encode, missing_programs, write_plain

BITS = (8, 10, 12, 14, 16)
SAMPLE = "NORMAL2-IM-0396-0001.jpeg"
"""Its score is 0.15: those of the others are so near to 0 or 1 that a change of the picture hardly moves them."""

PLAIN = "plain"


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

    def stored(self, grey: NDArray[Any], bits: int) -> NDArray[Any]:
        """Return grey values between 0 and 1, shape (H, W), as stored values of this kind."""
        values = np.rint(grey * (2**bits - 1)) - (2 ** (bits - 1) if self.is_signed else 0)
        return np.ascontiguousarray(values.astype(f"{'i' if self.is_signed else 'u'}{1 if bits == 8 else 2}"))


GREY_KINDS = (Kind("MONOCHROME2"), Kind("MONOCHROME1", "MONOCHROME1"), Kind("signed", is_signed=True))


def file_name(syntax: str, bits: int, kind: Kind) -> str:
    """Return the name of an X-ray's file."""
    return f"{syntax}-{bits}-{kind.label}.dcm"


def write_xrays(folder: Path) -> None:
    """Write the files into a folder; those that the other programs do not write are left out."""
    grey = decode(samples_folder() / SAMPLE).pixels[::2, ::2] / 255
    noise = np.random.default_rng(0).normal(0, 0.003, grey.shape)  # for the bits that it does not have
    grey = np.clip(grey + noise, 0, 1)
    for kind in GREY_KINDS:
        for bits in BITS:
            plain = folder / file_name(PLAIN, bits, kind)
            shown = 1 - grey if kind.interpretation == "MONOCHROME1" else grey
            centre = 0 if kind.is_signed else 2 ** (bits - 1)
            window = {"WindowCenter": centre, "WindowWidth": 2**bits}
            write_plain(plain, kind.stored(shown, bits), bits, PhotometricInterpretation=kind.interpretation, **window)
            for syntax in SYNTAXES:
                if kind.can_be(syntax, bits):
                    with suppress(subprocess.CalledProcessError):
                        encode(syntax, plain, folder / file_name(syntax.name, bits, kind))


def main(arguments: list[str]) -> int:
    """Write them into the folder that is named, and return the exit status."""
    if missing_programs():
        print(f"not installed: {', '.join(missing_programs())}")
        return 1
    folder = Path(*arguments)
    folder.mkdir(parents=True, exist_ok=True)
    write_xrays(folder)
    print(f"{len(list(folder.glob('*.dcm')))} X-rays are in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
