"""Stored values of the one frame of a DICOM file, uncompressed or decompressed."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.encaps import generate_fragments, parse_basic_offsets
from pydicom.pixels import pixel_array  # type: ignore[attr-defined]
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from app.core.errors import InputError
from app.core.imaging.dicom.code_stream import CodeStream, is_start, read_code_stream

JPEG_2000 = frozenset((JPEG2000Lossless, JPEG2000, HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K))
"""Transfer syntaxes of JPEG 2000, high throughput or not."""

CODE_STREAMS = JPEG_2000 | {
    *(JPEGBaseline8Bit, JPEGExtended12Bit, JPEGLossless, JPEGLosslessSV1, JPEGLSLossless, JPEGLSNearLossless)
}
"""Transfer syntaxes whose frames are code streams."""

COMPRESSED = CODE_STREAMS | {RLELossless}
"""Compressed transfer syntaxes that are read."""

_RLE_HEADER = struct.Struct("<16I")  # PS3.5 G.5: the number of segments, and where 15 of them begin
_Decoder = Callable[[bytes], NDArray[Any]]
_OVERLAYS = range(0x6000, 0x6020, 2)
_OVERLAY_BIT, _OVERLAY_DATA = 0x0102, 0x3000
_RGB, _COLOURS_OF_JPEG_2000 = "RGB", ("YBR_ICT", "YBR_RCT")


@dataclass(frozen=True, slots=True)
class Frame:
    """Stored values.

    Attributes:
        values: integers, shape (H, W), or (H, W, 3) of colour.
        bits: that a value can have.
        interpretation: Photometric Interpretation (0028,0004) of these values, which a decoder may have changed.
    """

    values: NDArray[Any]
    bits: int
    interpretation: str


def read_frame(dataset: Dataset) -> Frame:
    """Return the stored values of a data set that holds one frame, and release its pixel data.

    Raises:
        InputError: `several_images`, `image_too_costly`.
        Exception: the pixel data is damaged; pydicom and the decoders raise many kinds.
    """
    syntax, interpretation = dataset.file_meta.TransferSyntaxUID, str(dataset.PhotometricInterpretation)
    if syntax == RLELossless:
        values = _decode_rle(encapsulated_frame(dataset), dataset)
        return Frame(_used_bits(values, dataset, int(dataset.BitsAllocated)), int(dataset.BitsStored), interpretation)
    if syntax in CODE_STREAMS:
        return _decode_code_stream(encapsulated_frame(dataset), dataset)
    values = pixel_array(dataset, raw=True, view_only=True, correct_unused_bits=False)
    return Frame(_used_bits(values, dataset, int(dataset.BitsAllocated)), int(dataset.BitsStored), interpretation)


def _fragments(dataset: Dataset) -> list[bytes]:
    """Return the parts of the one encapsulated frame (PS3.5 A.4), and take them out of the data set."""
    data = BytesIO(dataset.PixelData)
    del dataset["PixelData"]
    frames = max(len(parse_basic_offsets(data)), len(dataset.get("ExtendedOffsetTable") or b"") // 8)
    fragments = list(generate_fragments(data))
    frames = max(frames, sum(map(is_start, fragments)))
    if frames > 1:
        raise InputError("several_images", count=frames)
    return fragments


def encapsulated_frame(dataset: Dataset) -> bytes:
    """Return the bytes of the one compressed frame, and take them out of the data set.

    Raises:
        InputError: `several_images`; an RLE frame has but one fragment (PS3.5 A.4.2).
        Exception: the pixel data is damaged; pydicom raises many kinds.
    """
    fragments = _fragments(dataset)
    if len(fragments) > 1 and dataset.file_meta.TransferSyntaxUID == RLELossless:
        raise InputError("several_images", count=len(fragments))
    return fragments[0] if len(fragments) == 1 else b"".join(fragments)


def _decode_code_stream(code: bytes, dataset: Dataset) -> Frame:
    stream = read_code_stream(code)
    expected = (int(dataset.Columns), int(dataset.Rows), int(dataset.SamplesPerPixel))
    if (stream.width, stream.height, stream.samples) != expected or stream.bits > int(dataset.BitsAllocated):
        raise ValueError("the code stream is not what the header says")
    interpretation = str(dataset.PhotometricInterpretation)
    try:
        values = _decoder(stream, interpretation)(code)
    except RuntimeError as error:  # each decoder has its own kind of it
        raise ValueError("the code stream is damaged") from error
    shape = expected[1::-1] if stream.samples == 1 else (*expected[1::-1], stream.samples)
    if values.shape != shape or values.dtype.kind not in "iu":
        raise ValueError("the decoder gave another image than the header says")
    if stream.samples > 1:
        return Frame(values, stream.bits, _colours_of(stream, interpretation))
    return Frame(_used_bits(values, dataset, stream.bits, stream.is_signed), stream.bits, interpretation)


def _colours_of(stream: CodeStream, interpretation: str) -> str:
    """Return the Photometric Interpretation of what a decoder gave: some decoders turn luma and chroma into RGB."""
    is_converted = stream.kind == "JPEG" and not stream.is_lossless_jpeg
    return _RGB if is_converted or interpretation in _COLOURS_OF_JPEG_2000 else interpretation


def _decoder(stream: CodeStream, interpretation: str) -> _Decoder:
    """Return the function that decodes a code stream; each decoder is loaded for the first file that needs it."""
    if stream.kind == "JPEG-LS":
        from imagecodecs._jpegls import jpegls_decode

        return cast(_Decoder, jpegls_decode)
    if stream.kind == "JPEG 2000":
        from imagecodecs._jpeg2k import jpeg2k_decode

        return cast(_Decoder, jpeg2k_decode)
    from imagecodecs._jpeg8 import jpeg8_decode

    is_rgb = stream.is_lossless_jpeg or (interpretation == _RGB and not stream.has_adobe_mark)
    if stream.samples == 3 and is_rgb:  # libjpeg would guess luma and chroma
        return lambda code: jpeg8_decode(code, colorspace=_RGB, outcolorspace=_RGB)
    return cast(_Decoder, jpeg8_decode)


def _decode_rle(code: bytes, dataset: Dataset) -> NDArray[Any]:
    """Decode an RLE frame (PS3.5 annex G): a segment for each byte of each sample, the highest byte first."""
    height, width, samples = int(dataset.Rows), int(dataset.Columns), int(dataset.SamplesPerPixel)
    sample_bytes = int(dataset.BitsAllocated) // 8
    count, *starts = _RLE_HEADER.unpack_from(code)
    if count != samples * sample_bytes or not 0 < count <= 15:
        raise ValueError("the number of segments is not what the header says")
    planes = np.empty((samples, sample_bytes, height * width), np.uint8)
    for segment, plane in enumerate(planes.reshape(count, -1)):
        end = starts[segment + 1] if segment + 1 < count else len(code)
        plane[:] = np.frombuffer(_unpack_bits(code[starts[segment] : end], height * width), np.uint8)
    joined = planes.transpose(2, 0, 1).copy().view(f">u{sample_bytes}")
    shape = (height, width) if samples == 1 else (height, width, samples)
    return joined.reshape(shape).astype(f"u{sample_bytes}")


def _unpack_bits(packed: bytes, size: int) -> bytes:
    """Return so many bytes of a segment, and unpack no further."""
    unpacked, place = bytearray(), 0
    while len(unpacked) < size:
        head = packed[place]
        if head > 128:
            unpacked += packed[place + 1 : place + 2] * (257 - head)
            place += 2
        elif head < 128:
            unpacked += packed[place + 1 : place + 2 + head]
            place += 2 + head
        else:
            place += 1
    return bytes(unpacked[:size])


def _used_bits(values: NDArray[Any], dataset: Dataset, bits: int, is_signed: bool = False) -> NDArray[Any]:
    """Return grey values without what else the bits beside them hold, and with the sign that the data set names.

    What lies above Bits Stored (0028,0101) is cut off where the data set has an overlay there, as old devices write it,
    or where the sign stands below it; else that number is wrong, as some devices write it.

    Args:
        values: integers, of any sign.
        dataset: that describes them.
        bits: that a value has where it comes from.
        is_signed: whether the values have their sign already.
    """
    should_be_signed = bool(dataset.get("PixelRepresentation"))
    stored, high = int(dataset.BitsStored), int(dataset.get("HighBit") or 0)
    if values.ndim > 2 or (should_be_signed and is_signed) or values.dtype.itemsize * 8 not in (8, 16, 32):
        return values
    if high >= stored and high < bits:
        values = values >> (high + 1 - stored)
    if should_be_signed or is_signed or has_overlay_in_pixels(dataset):
        unused = values.dtype.itemsize * 8 - min(bits, stored)
        kind = "i" if should_be_signed else "u"
        shifted: NDArray[Any] = np.left_shift(values.astype(f"{kind}{values.dtype.itemsize}", copy=False), unused)
        np.right_shift(shifted, unused, out=shifted)
        return shifted
    return values


def has_overlay_in_pixels(dataset: Dataset) -> bool:
    """Tell whether bits of the pixels that are not used hold an overlay, as old devices write it."""
    return any((group, _OVERLAY_BIT) in dataset and (group, _OVERLAY_DATA) not in dataset for group in _OVERLAYS)
