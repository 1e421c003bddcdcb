"""Files that unfold, or take minutes, are refused by their headers: in a moment, and in little memory."""

from __future__ import annotations

import time

import numpy as np
import pytest

from app.core.errors import InputError
from app.core.imaging import decode_bytes as module
from app.core.imaging.budget import IN_PROCESS_BYTES, MOST_BYTES, OverBudget
from app.core.imaging.decode import decode, decode_preview
from app.core.imaging.decode_bytes import Scale, decode_bytes
from app.core.screening import Screener, screen
from app.paths import bundle_folder
from tests.helpers.bombs import BOMBS, jpeg_of_scans, jpeg_of_segments, png_of_chunks, tiff, tiff_of_pages
from tests.helpers.executors import InlineExecutor
from tests.helpers.pictures import encoded, gradient, raw_png, saved

pytestmark = pytest.mark.filterwarnings("ignore")  # Pillow and pydicom remark on the damage

MOST_CPU_S = 2.0
"""Ten times what the slowest takes where it was measured."""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_its_code(name):
    make, code = BOMBS[name]
    data = make()
    begun = time.process_time()
    with pytest.raises(InputError) as caught:
        decode_bytes(data, Scale(), MOST_BYTES)

    assert caught.value.reason.code == code
    assert time.process_time() - begun < MOST_CPU_S


@pytest.mark.parametrize("depth", range(6))
def test_a_nested_file_is_too_costly_wherever_the_stack_ends(depth):
    def code_from(frames):
        if frames:
            return code_from(frames - 1)
        with pytest.raises(InputError) as caught:
            decode_bytes(BOMBS["nested.dcm"][0](), Scale(), MOST_BYTES)
        return caught.value.reason.code

    assert code_from(depth) == "image_too_costly"


def test_bombs_neither_end_a_batch_nor_are_faults_of_ours(tmp_path):
    for name, (make, _) in BOMBS.items():
        (tmp_path / name).write_bytes(make())
    saved(tmp_path / "last.png", gradient(), "PNG")
    files = [str(tmp_path / name) for name in (*BOMBS, "last.png")]
    records = list(screen(files, Screener.open(bundle_folder(), "test"), InlineExecutor()))

    assert [record.verdict.reasons[0].code for record in records] == [
        *(code for _, code in BOMBS.values()),
        "image_too_small",
    ]
    assert all(record.sha256 for record in records)


@pytest.mark.parametrize("data", [jpeg_of_scans(20), jpeg_of_segments(300), png_of_chunks(5000)])
def test_what_an_odd_program_may_write_is_decoded(tmp_path, data):
    (tmp_path / "x").write_bytes(data)

    assert decode(tmp_path / "x").pixels.size


def test_the_pages_of_a_tiff_are_counted_so_far():
    counted = []
    for pages in (2, 900, 5000):
        with pytest.raises(InputError) as caught:
            decode_bytes(tiff_of_pages(pages), Scale(), MOST_BYTES)
        counted.append(caught.value.reason.facts["count"])

    assert counted == [2, 900, "> 1000"]


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_a_decoder_without_memory_or_stack_is_a_file_that_costs_too_much(monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(module, "decode_raster", fail)
    with pytest.raises(InputError) as caught:
        decode_bytes(encoded(gradient(), "PNG"), Scale(), MOST_BYTES)

    assert caught.value.reason.code == "image_too_costly"


@pytest.mark.parametrize("side", [2500, 4500])
def test_a_large_picture_is_not_decoded_in_the_program_itself(side):
    data = raw_png((side, side), 8, 6, b"")
    with pytest.raises(OverBudget):
        decode_bytes(data, Scale(), IN_PROCESS_BYTES)


def test_a_film_at_600_dpi_is_within_the_budget():
    with pytest.raises(InputError) as caught:
        decode_bytes(tiff(8268, 9922, bits=16), Scale(), MOST_BYTES)

    assert caught.value.reason.code == "image_damaged"  # its pixels are missing, and they were looked for


@pytest.mark.parametrize(("file_format", "dtype"), [("PNG", np.uint8), ("TIFF", np.uint16)])
def test_a_preview_is_shrunk_to_what_the_screen_needs(tmp_path, file_format, dtype):
    path = saved(tmp_path / "x", gradient(700, 900, np.iinfo(dtype).max, dtype), file_format)
    preview = decode_preview(path, 200)

    assert (preview.pixels.dtype, preview.full_scale, preview.pixels.shape) == (np.uint8, 255, (175, 225))
    assert (preview.facts.width, preview.facts.height) == (900, 700)
    assert np.abs(preview.pixels[[0, -1], [0, -1]].astype(int) - (0, 255)).max() <= 2
