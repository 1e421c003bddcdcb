"""What is fuzzed: each target takes any bytes, and raises nothing unless it found a fault."""

from __future__ import annotations

import sqlite3
import struct
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import astuple
from functools import cache
from pathlib import Path

from app.core.errors import InputError, OutputError, Reason
from app.core.imaging.budget import OverBudget
from app.core.imaging.decode_bytes import Scale, decode_bytes
from app.core.imaging.dicom.kind import other_kind
from app.core.records import Finding, Patient, ScreeningRecord, SourceFacts, Verdict
from app.core.results.history import History
from app.core.results.history_rows import STORED_NAMES
from app.core.results.history_search import EVERYTHING

GRANTED_BYTES = 32 * 2**20

_RECORDS = tuple(
    ScreeningRecord(
        file="a/child.jpeg",
        verdict=Verdict(Finding.PNEUMONIA, 0.9, "balanced", "viral", 0.6, (Reason.of("uncertain"),)),
        facts=SourceFacts(
            "DICOM",
            300,
            200,
            patient_id="7",
            age_years=3.5,
            view="PA",
            modality="DX",
            body_part="CHEST",
            patient_name="Otieno, Amina",
            sex="F",
            study_at="2026-01-31T11:00:00",
            kvp=66.0,
            station="ROOM 1",
        ),
        sha256="0" * 64,
        model="screen-1",
        app_version="1.2.3",
        screened_at="2026-01-31T12:00:00+01:00",
        patient=Patient("8", "Amina", 3.0, "F", "coughs"),
        id=f"{number:032x}",
    )
    for number in range(3)
)
_NUMBER = struct.Struct("<q")
_FLOAT = struct.Struct("<d")
_PATCH = struct.Struct("<HB")


def decode(data: bytes) -> None:
    """Decode a file of these bytes: it gives a radiograph, or is refused; a listing of folders takes any of them."""
    assert other_kind(data[:8192]).isupper() or not other_kind(data[:8192])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            pixels, full_scale, facts = decode_bytes(data, Scale(at_least_px=16), GRANTED_BYTES)
        except (InputError, OverBudget):
            return
    assert pixels.ndim == 2
    assert pixels.size
    assert pixels.max() <= full_scale <= 65535
    assert 0 <= facts.colourfulness <= 1
    assert all(text.isprintable() for text in astuple(facts) if isinstance(text, str))


def history_rows(data: bytes) -> None:
    """Read a history with a row whose cells another program wrote: the rows around it are read as they were."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        path.write_bytes(_sound_history())
        connection = sqlite3.connect(path)
        with connection:
            for name, kind, value in _cells(data):
                connection.execute(f"UPDATE screenings SET {name} = CAST(? AS {kind}) WHERE id = 2", [value])
        connection.close()
        with History(path) as history:
            found = history.find(EVERYTHING, 10)
    sound = {stored.row_id: stored.record for stored in found if stored.row_id != 2}
    assert sound == {1: _RECORDS[0], 3: _RECORDS[2]}, "a bad row spoilt others"


def history_file(data: bytes) -> None:
    """Read a history some bytes of which were overwritten: it gives records, or fails with a reason."""
    content = bytearray(_sound_history())
    for place, value in _PATCH.iter_unpack(data[: len(data) - len(data) % _PATCH.size]):
        content[place % len(content)] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        path.write_bytes(content)
        try:
            with History(path) as history:
                for stored in history.find(EVERYTHING, 10):
                    str(stored.record)
        except OutputError:
            return


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (decode, history_rows, history_file)
}


@cache
def _sound_history() -> bytes:
    """Return the content of a history of three records."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        with History(path) as history:
            for record in _RECORDS:
                history.add(record)
        return path.read_bytes()


def _cells(data: bytes) -> Iterator[tuple[str, str, bytes | float | int]]:
    """Yield column, type and value of the cells that bytes describe: a byte each for column and type, then a value."""
    while len(data) > 2:
        name, kind = STORED_NAMES[data[0] % len(STORED_NAMES)], data[1] % 4
        length = 8 if kind > 1 else 1 + data[2]
        value, data = data[2 + (kind < 2) : 2 + length], data[2 + length :]
        if kind < 2:
            yield name, ("TEXT", "BLOB")[kind], value
        elif len(value) == 8:
            yield (name, "INTEGER", *_NUMBER.unpack(value)) if kind == 2 else (name, "REAL", *_FLOAT.unpack(value))
