"""Files that no screening can judge, each with the code that it must be given."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image
from pydicom.uid import MPEG2MPML, HTJ2KLossless, JPEG2000Lossless, JPEGLosslessSV1, JPEGLSLossless, RLELossless

from tests.helpers.compressed_dicoms import LOSSLESS, compressed, compressed_file
from tests.helpers.dicoms import as_file, dataset
from tests.helpers.pictures import SAMPLE, colours, encoded, gradient, png_header


def _video_dicom() -> bytes:
    data = compressed(gradient(160, 160), HTJ2KLossless, 8)
    return data.replace(HTJ2KLossless.encode(), MPEG2MPML.encode())


def _half_compressed(syntax: str) -> bytes:
    grey = gradient(160, 160)
    code = LOSSLESS[syntax](grey, 8)
    return compressed_file(_half(code), grey, syntax, 8)


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _on_its_side() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def _torn(data: bytes, kept: float) -> bytes:
    """Return a JPEG whose last part is missing, as a program leaves it that ends what it could not copy."""
    return data[: int(len(data) * kept)] + _END_OF_JPEG


def _without_sector(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(1024) + data[middle + 1024 :]


_END_OF_JPEG = b"\xff\xd9"

BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.jpeg": (lambda: b"", "file_empty"),
    "text.jpg": (lambda: b"Dear colleague, the X-ray will follow.\n", "not_an_image"),
    "zeros.png": (lambda: bytes(4096), "not_an_image"),
    "movie.gif.png": (lambda: encoded(gradient(), "GIF"), "not_an_image"),
    "half.jpeg": (lambda: _half(SAMPLE.read_bytes()), "image_damaged"),
    "torn_half.jpeg": (lambda: _torn(SAMPLE.read_bytes(), 0.5), "image_damaged"),
    "torn_little.jpeg": (lambda: _torn(SAMPLE.read_bytes(), 0.97), "image_damaged"),
    "torn_colour.jpeg": (lambda: _torn(encoded(colours(), "JPEG"), 0.8), "image_damaged"),
    "torn_turned.jpeg": (lambda: _torn(encoded(gradient(200, 200), "JPEG", exif=_on_its_side()), 0.8), "image_damaged"),
    "endless.jpeg": (lambda: SAMPLE.read_bytes()[:-2], "image_damaged"),
    "sector.jpeg": (lambda: _without_sector(SAMPLE.read_bytes()), "image_damaged"),
    "half.png": (lambda: _half(encoded(gradient(200, 200), "PNG")), "image_damaged"),
    "half.tif": (lambda: _half(encoded(gradient(200, 200), "TIFF")), "image_damaged"),
    "half.bmp": (lambda: _half(encoded(gradient(200, 200), "BMP")), "image_damaged"),
    "half.webp": (lambda: _half(encoded(gradient(200, 200), "WEBP", lossless=True)), "image_damaged"),
    "half.dcm": (lambda: as_file(dataset(gradient(200, 200)))[:-20_000], "image_damaged"),
    "head.jpg": (lambda: b"\xff\xd8\xff", "image_damaged"),
    "nan.tif": (lambda: encoded(np.full((200, 200), np.nan, np.float32), "TIFF"), "image_damaged"),
    "promise.png": (lambda: png_header(9000, 9000), "image_damaged"),
    "bomb.png": (lambda: png_header(60_000, 60_000), "image_too_large"),
    "bomb.dcm": (lambda: as_file(dataset(gradient(), Rows=60_000, Columns=60_000)), "image_too_large"),
    "video.dcm": (_video_dicom, "dicom_compressed"),
    "half_rle.dcm": (lambda: _half_compressed(RLELossless), "image_damaged"),
    "half_jpeg.dcm": (lambda: _half_compressed(JPEGLosslessSV1), "image_damaged"),
    "half_jpeg_ls.dcm": (lambda: _half_compressed(JPEGLSLossless), "image_damaged"),
    "half_jpeg_2000.dcm": (lambda: _half_compressed(JPEG2000Lossless), "image_damaged"),
    "report.dcm": (lambda: as_file(dataset(gradient(), PixelData=None)), "dicom_no_image"),
    "pages.tif": (
        lambda: encoded(gradient(), "TIFF", save_all=True, append_images=[colours(40, 64)]),
        "several_images",
    ),
}
"""File name → (maker of its bytes, code)."""

REFUSED_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "dot.png": (lambda: encoded(np.full((1, 1), 128, np.uint8), "PNG"), "image_too_small"),
    "small.png": (lambda: encoded(gradient(100, 300), "PNG"), "image_too_small"),
    "blank.png": (lambda: encoded(np.full((300, 300), 90, np.uint8), "PNG"), "image_blank"),
    "photo.jpg": (lambda: encoded(colours(), "JPEG"), "image_colour"),
    "strip.png": (lambda: encoded(gradient(150, 1500), "PNG"), "image_shape"),
    "lateral.dcm": (lambda: as_file(dataset(gradient(200, 200), ViewPosition="LL")), "view_not_frontal"),
    "raw.dcm": (
        lambda: as_file(dataset(gradient(200, 200), PresentationIntentType="FOR PROCESSING")),
        "for_processing",
    ),
    "scan.dcm": (lambda: as_file(dataset(gradient(200, 200), Modality="CT")), "not_radiograph"),
    "hand.dcm": (lambda: as_file(dataset(gradient(200, 200), BodyPartExamined="HAND")), "not_chest"),
}
"""Files that decode, but are not ours to judge: file name → (maker of its bytes, code)."""
