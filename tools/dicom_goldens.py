"""Write the DICOM files of the self-test: one small radiograph in every transfer syntax that is read.

    python -m tools.dicom_goldens

It needs DCMTK and GDCM; what they write depends on their versions, so the files are made once and kept.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.selftest import PLAIN_DICOM
from app.paths import dicom_folder
from tools.dicom_peers import SYNTAXES, encode, missing_programs, write_plain

_HEIGHT, _WIDTH, _BITS = 40, 48, 12


def phantom() -> NDArray[np.uint16]:
    """Return the stored values of a chest in little: two lungs, a spine, ribs and noise; shape (40, 48), 12 bits."""
    rows, columns = np.mgrid[-1 : 1 : 1j * _HEIGHT, -1 : 1 : 1j * _WIDTH]
    lungs = np.minimum(np.hypot((columns - 0.45) / 0.4, rows / 0.8), np.hypot((columns + 0.45) / 0.4, rows / 0.8)) < 1
    grey = 0.75 - 0.45 * lungs + 0.15 * np.exp(-((columns / 0.12) ** 2)) + 0.06 * np.cos(rows * 20) * lungs
    noisy = grey + np.random.default_rng(7).normal(0, 0.004, grey.shape)
    return np.rint(np.clip(noisy, 0, 1) * (2**_BITS - 1)).astype(np.uint16)


def main() -> int:
    """Write the files, and return the exit status."""
    if missing_programs():
        print(f"not installed: {', '.join(missing_programs())}")
        return 1
    folder, stored = dicom_folder(), phantom()
    folder.mkdir(exist_ok=True)
    window = {"WindowCenter": 2048, "WindowWidth": 4096}
    write_plain(folder / PLAIN_DICOM, stored, _BITS, **window)
    with tempfile.TemporaryDirectory() as scratch:
        eight_bit = Path(scratch) / "plain.dcm"
        write_plain(eight_bit, (stored >> 4).astype(np.uint8), 8, WindowCenter=128, WindowWidth=256)
        for syntax in SYNTAXES:
            encode(syntax, folder / PLAIN_DICOM if _BITS in syntax.bits else eight_bit, folder / f"{syntax.name}.dcm")
    print(f"{sum(file.stat().st_size for file in folder.iterdir()):,} bytes in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
