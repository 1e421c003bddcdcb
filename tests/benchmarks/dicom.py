"""How long a compressed DICOM file takes to decode, beside its decoder alone.

    python -m tests.benchmarks.dicom

A synthetic radiograph of 2048 × 2500 pixels and 12 bits, in the program's own process; the processor time of the
best of nine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from io import BytesIO

import numpy as np
from imagecodecs._jpeg2k import jpeg2k_decode
from imagecodecs._jpeg8 import jpeg8_decode
from imagecodecs._jpegls import jpegls_decode
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import HTJ2KLossless, JPEG2000Lossless, JPEGExtended12Bit, JPEGLosslessSV1, JPEGLSLossless

from app.core.imaging.budget import MOST_BYTES
from app.core.imaging.dicom.decode import decode_dicom
from tests.helpers.compressed_dicoms import LOSSLESS, LOSSY, compressed_file

HEIGHT, WIDTH, BITS, ROUNDS = 2500, 2048, 12, 9
DECODERS = {
    JPEGExtended12Bit: jpeg8_decode,
    JPEGLosslessSV1: jpeg8_decode,
    JPEGLSLossless: jpegls_decode,
    JPEG2000Lossless: jpeg2k_decode,
    HTJ2KLossless: jpeg2k_decode,
}


def best_s(work: Callable[[], object]) -> float:
    """Return the seconds of processor time of the fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def main() -> None:
    """Measure every decoder, and print a line for each."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    smooth = 1800 + 1000 * np.sin(rows / 300) * np.cos(columns / 250)
    stored = (smooth + np.random.default_rng(0).normal(0, 12, smooth.shape)).astype(np.uint16)
    print(f"{'transfer syntax':<58} decoder    file   ratio")
    for syntax, decoder in DECODERS.items():
        code = {**LOSSLESS, **LOSSY}[syntax](stored, BITS)
        frame = next(generate_frames(BytesIO(encapsulate([code])), number_of_frames=1))
        data = compressed_file(code, stored, syntax, BITS, WindowCenter=2048, WindowWidth=4096)
        alone, whole = best_s(partial(decoder, frame)), best_s(partial(decode_dicom, data, MOST_BYTES))
        print(f"{syntax.name[:57]:<58} {alone * 1e3:4.0f} ms {whole * 1e3:4.0f} ms   {whole / alone:.2f}")


if __name__ == "__main__":
    main()
