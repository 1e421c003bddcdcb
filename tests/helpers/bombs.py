"""Small files that promise, or unfold to, far more than they hold, each with the code that it must be given."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from pydicom.uid import DeflatedExplicitVRLittleEndian

from tests.helpers.dicoms import as_file, dataset
from tests.helpers.pictures import encoded, gradient, raw_png

_SHORT, _LONG = 3, 4
_SQ_IN_SQ = struct.pack("<HH2sHIHHI", 0x40, 0xA730, b"SQ", 0, 0xFFFFFFFF, 0xFFFE, 0xE000, 0xFFFFFFFF)


def jpeg_of_scans(count: int, side: int = 64) -> bytes:
    """Return a progressive JPEG whose last scan is there so many times."""
    data = encoded(gradient(side, side), "JPEG", progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last * count + data[-2:]


def jpeg_of_segments(count: int) -> bytes:
    """Return a JPEG with so many empty comments."""
    data = encoded(gradient(), "JPEG")
    return data[:2] + b"\xff\xfe\0\2" * count + data[2:]


def png_of_chunks(count: int) -> bytes:
    """Return a PNG with so many empty chunks before its pixels."""
    data = encoded(gradient(), "PNG")
    empty = struct.pack(">I", 0) + b"prIv" + struct.pack(">I", zlib.crc32(b"prIv"))
    return data[:33] + empty * count + data[33:]


def tiff(width: int, height: int, samples: int = 1, bits: int = 8, sample_format: int = 1) -> bytes:
    """Return a TIFF, deflated in one strip, that promises a size and holds next to nothing."""
    return _tiff_pages(1, width, height, samples, bits, sample_format)


def tiff_of_pages(count: int) -> bytes:
    """Return a TIFF of so many pages, each of which has the pixels of the first."""
    return _tiff_pages(count, 64, 64, 1, 8, 1)


def _tiff_pages(count: int, width: int, height: int, samples: int, bits: int, sample_format: int) -> bytes:
    entries = [(256, _LONG, width), (257, _LONG, height), (258, _SHORT, bits), (259, _SHORT, 8)]
    entries += [(262, _SHORT, 2 if samples > 1 else 1), (273, _LONG, 8), (277, _SHORT, samples), (278, _LONG, height)]
    entries += [(279, _LONG, 16), (339, _SHORT, sample_format)]
    body = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    made, size = b"II*\0" + struct.pack("<I", 24) + bytes(16), 2 + len(body) + 4
    for page in range(count):
        following = 24 + size * (page + 1) if page + 1 < count else 0
        made += struct.pack("<H", len(entries)) + body + struct.pack("<I", following)
    return made


def webp_header(width: int, height: int) -> bytes:
    """Return the beginning of a WebP whose canvas has this size."""
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + canvas + bytes(30)


def nested_dicom(depth: int) -> bytes:
    """Return a DICOM file whose sequences are nested so deep."""
    return as_file(dataset(gradient())) + _SQ_IN_SQ * depth


def dicom_of_elements(count: int) -> bytes:
    """Return a DICOM file with so many private elements before its pixels."""
    head, pixels = _halves(as_file(dataset(gradient())))
    return head + b"".join(struct.pack("<HH2sH", 0x29, i & 0xFFFF, b"LO", 0) for i in range(count)) + pixels


def deflated_dicom(header_bytes: int = 0, pixel_bytes: int | None = None, **elements: object) -> bytes:
    """Return a deflated DICOM file.

    Args:
        header_bytes: of zeros, in an element before its pixels.
        pixel_bytes: that it promises; None for as many as it holds.
        elements: see `dataset`.
    """
    plain = as_file(dataset(gradient(), **elements))
    marked = as_file(dataset(gradient(), **elements), DeflatedExplicitVRLittleEndian)
    meta = 144 + struct.unpack("<I", marked[140:144])[0]
    head, pixels = _halves(plain[144 + struct.unpack("<I", plain[140:144])[0] :])
    if pixel_bytes is not None:
        pixels = pixels[:8] + struct.pack("<I", pixel_bytes) + pixels[12:]
    filler = struct.pack("<HH2sHI", 0x29, 0x1001, b"OB", 0, header_bytes) + bytes(header_bytes)
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return marked[:meta] + deflate.compress(head + filler + pixels) + deflate.flush()


def _halves(data: bytes) -> tuple[bytes, bytes]:
    place = data.rindex(struct.pack("<HH", 0x7FE0, 0x0010))
    return data[:place], data[place:]


def two_frames() -> bytes:
    """Return a DICOM file that holds two frames and does not say so."""
    return as_file(dataset(gradient(), PixelData=gradient().tobytes() * 2))


def deflated_png(width: int, height: int, bit_depth: int, colour_type: int) -> bytes:
    """Return a PNG of zeros, all of which are there."""
    samples = {0: 1, 2: 3, 6: 4}[colour_type]
    row = bytes(1 + width * samples * bit_depth // 8)
    deflate, stream = zlib.compressobj(9), BytesIO()
    for _ in range(height):
        stream.write(deflate.compress(row))
    stream.write(deflate.flush())
    empty = raw_png((width, height), bit_depth, colour_type, b"")
    data = stream.getvalue()
    chunk = struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    return empty[:33] + chunk + empty[-12:]


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "rgba.png": (lambda: raw_png((10_000, 10_000), 16, 6, b""), "image_too_large"),
    "thin.png": (lambda: raw_png((1, 100_000_000), 8, 0, b""), "image_too_large"),
    "chunks.png": (lambda: png_of_chunks(120_000), "image_too_costly"),
    "scans.jpeg": (lambda: jpeg_of_scans(200), "image_too_costly"),
    "segments.jpeg": (lambda: jpeg_of_segments(2000), "image_too_costly"),
    "float.tif": (lambda: tiff(10_000, 10_000, bits=32, sample_format=3), "image_too_large"),
    "rgb.tif": (lambda: tiff(10_000, 10_000, samples=3), "image_too_large"),
    "pages.tif": (lambda: tiff_of_pages(3000), "several_images"),
    "canvas.webp": (lambda: webp_header(10_000, 10_000), "image_too_large"),
    "wide.webp": (lambda: webp_header(2**24, 2**24), "image_too_large"),
    "nested.dcm": (lambda: nested_dicom(600), "image_too_costly"),
    "deep.dcm": (lambda: nested_dicom(20_000), "image_too_costly"),
    "elements.dcm": (lambda: dicom_of_elements(120_000), "image_too_costly"),
    "header.dcm": (lambda: deflated_dicom(header_bytes=2**25), "image_too_costly"),
    "promise.dcm": (lambda: deflated_dicom(pixel_bytes=2**32 - 2), "several_images"),
    "rgb.dcm": (lambda: deflated_dicom(Rows=10_000, Columns=10_000, SamplesPerPixel=3), "image_too_large"),
    "frames.dcm": (two_frames, "several_images"),
}
"""File name → (maker of its bytes, code)."""
