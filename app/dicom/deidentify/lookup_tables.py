"""Lookup tables from stored values to grey or to colours, with as many entries as they say, and nothing else."""

from __future__ import annotations

import numpy as np
from pydicom import Dataset

from app.dicom.deidentify.attributes import PALETTES, TABLES, TERMS
from app.dicom.deidentify.elements import bytes_of, items_of, text_of, values_of


def add_tables(made: Dataset, source: Dataset) -> None:
    """Add the lookup tables of a data set to a new one, little endian."""
    swaps = not getattr(source, "original_encoding", (False, True))[1]
    for keyword in TABLES:
        items = [made_item for item in items_of(source, keyword) if (made_item := _item(item, swaps))]
        if items:
            setattr(made, keyword, items)
    if made.get("PhotometricInterpretation") == "PALETTE COLOR":
        for name in PALETTES:
            _add(made, source, (f"{name}Descriptor", f"{name}Data"), swaps)


def _item(source: Dataset, swaps: bool) -> Dataset:
    """Return the item of a sequence of tables; empty where there is none in it."""
    made = Dataset()
    _add(made, source, ("LUTDescriptor", "LUTData"), swaps)
    if made and text_of(source, "ModalityLUTType") in TERMS["RescaleType"]:
        made.ModalityLUTType = text_of(source, "ModalityLUTType")
    return made


def _add(made: Dataset, source: Dataset, keywords: tuple[str, str], swaps: bool) -> None:
    """Add a table, where there is one, by the keywords of its descriptor and of its entries (PS3.3 C.11.1.1)."""
    descriptor, data = keywords
    described, entries = values_of(source, descriptor), bytes_of(source, data)
    if len(described) != 3 or entries is None or not all(isinstance(value, int) for value in described):
        return
    count, first, bits = described
    size = count or 2**16
    if bits > 8 or len(entries) >= 2 * size:  # else an entry has one byte
        size *= 2
        if swaps and isinstance(source.get(data), bytes):
            entries = np.frombuffer(entries[: len(entries) // 2 * 2], ">u2").astype("<u2").tobytes()
    entries = entries[:size]
    made.add_new(descriptor, "SS" if first < 0 else "US", [count, first, bits])
    made.add_new(data, "OW", entries + b"\0" * (len(entries) % 2))
