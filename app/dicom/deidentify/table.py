"""The re-identification table: which new file is of which old one, encrypted with a password.

It is an age file (https://age-encryption.org/v1) around a CSV, so that other programs open it too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from app.core.atomic_file import write_bytes
from app.core.errors import OutputError
from app.core.results.export import output_failing, text_cell

LEAST_PASSWORD = 8
"""The fewest characters of a password: whoever has the table may try as many as he likes."""


@dataclass(frozen=True, slots=True)
class Link:
    """One file that was de-identified: what is new, and what is old.

    Attributes:
        new_file: its name, without a folder.
        old_file: its path.
        new_patient: number and name of the patient from now on; empty where the file has none.
        old_patient_id: DICOM (0010,0020).
        old_patient_name: DICOM (0010,0010).
        new_study: identifier of the study.
        old_study: likewise.
        new_series: identifier of the series.
        old_series: likewise.
        new_instance: identifier of the image.
        old_instance: likewise.
    """

    new_file: str
    old_file: str
    new_patient: str = ""
    old_patient_id: str = ""
    old_patient_name: str = ""
    new_study: str = ""
    old_study: str = ""
    new_series: str = ""
    old_series: str = ""
    new_instance: str = ""
    old_instance: str = ""


def write_table(path: Path, links: Iterable[Link], password: str) -> None:
    """Write an encrypted table, readable by its owner alone; an existing file is never replaced.

    Raises:
        OutputError: `output_exists`, `output_failed`.
    """
    from pyrage import passphrase  # most runs write no table

    check_is_new(path)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([field.name for field in fields(Link)])
    writer.writerows([text_cell(value) for value in astuple(link)] for link in links)
    locked = passphrase.encrypt(text.getvalue().encode("utf-8"), password)
    with output_failing(path):
        write_bytes(path, locked, private=True)


def read_table(path: Path, password: str) -> str:
    """Return an encrypted table as the text of a CSV.

    Raises:
        OutputError: `table_locked`: the password is wrong, or the file is damaged or no table;
            `table_unreadable`.
    """
    from pyrage import DecryptError, passphrase  # few runs open a table

    try:
        locked = path.read_bytes()
    except OSError as error:
        raise OutputError("table_unreadable", path=path, error=error.strerror or error) from error
    try:
        return str(passphrase.decrypt(locked, password), "utf-8")
    except (DecryptError, UnicodeDecodeError) as error:
        raise OutputError("table_locked", path=path) from error


def check_is_new(path: Path) -> None:
    """Refuse a path where something is already.

    Raises:
        OutputError: `output_exists`.
    """
    with output_failing(path):
        if path.exists() or path.is_symlink():
            raise OutputError("output_exists", path=path)
