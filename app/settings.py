"""The window's settings: one JSON file, written whole or not at all; a broken one is set aside."""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec

from app.core.atomic_file import make_private_folder, write_text
from app.core.errors import OutputError, Reason
from app.dicom.peer import DEFAULT_AE_TITLE, Peer, checked_ae_title, checked_port
from app.dicom.receive.options import (
    ALL_ADDRESSES,
    DEFAULT_PORT,
    Caller,
    NodeOptions,
    TlsFiles,
    checked_associations,
    checked_gigabytes,
    checked_interface,
)

THEMES = ("system", "light", "dark")
TEXT_PERCENTS = (100, 125, 150, 200)
MAX_WORKERS = 64
MAX_KEEP_DAYS = 36_525

_MAX_BYTES = 1 << 20
_MAX_PATH_BYTES, _MAX_NAME_BYTES = 4096, 255
"""The longest that a file system takes; Python raises an error where it only asks whether a longer one is there."""


@dataclass(frozen=True, slots=True)
class ReceiveSettings:
    """How X-rays are received from X-ray machines.

    Attributes:
        is_on: whether they are.
        ae_title: Kifua's own.
        port: that it listens on.
        interface: address that it listens on.
        callers: who may send, as `Caller.parse` reads them.
        most_gb: that received X-rays may take together.
        most_associations: at the same time.
        tls_certificate: path of a file; empty for connections that can be listened to. So are the next two.
        tls_key: path of the key of the certificate.
        tls_authorities: path of the certificates that those of the callers must be signed by; empty asks for none.
    """

    is_on: bool = False
    ae_title: str = DEFAULT_AE_TITLE
    port: int = DEFAULT_PORT
    interface: str = ALL_ADDRESSES
    callers: tuple[str, ...] = ()
    most_gb: float = 20.0
    most_associations: int = 10
    tls_certificate: str = ""
    tls_key: str = ""
    tls_authorities: str = ""

    def __post_init__(self) -> None:
        """Check every value.

        Raises:
            ValueError: one is not allowed.
        """
        checked_gigabytes(f"{self.most_gb:f}")
        self.node_options()

    def node_options(self) -> NodeOptions:
        """Return what the node is told."""
        tls = (self.tls_certificate, self.tls_key, self.tls_authorities)
        if not all(map(_can_be_path, tls)):
            raise ValueError("a path is not allowed")
        return NodeOptions(
            checked_ae_title(self.ae_title),
            checked_port(self.port),
            checked_interface(self.interface),
            tuple(map(Caller.parse, self.callers)),
            most_associations=checked_associations(self.most_associations),
            tls=TlsFiles.of_paths(*(Path(path) if path else None for path in tls)),
        )


@dataclass(frozen=True, slots=True)
class PeerSettings:
    """A system that Kifua calls.

    Attributes:
        address: as `Peer.parse` reads it; empty for none.
        calling: AE title that Kifua gives itself there.
    """

    address: str = ""
    calling: str = DEFAULT_AE_TITLE

    def __post_init__(self) -> None:
        """Check every value.

        Raises:
            ValueError: one is not allowed.
        """
        self.peer()

    def peer(self) -> Peer | None:
        """Return the system; None where there is none."""
        return Peer.parse(self.address, self.calling) if self.address else None


@dataclass(frozen=True, slots=True)
class ArchiveSettings(PeerSettings):
    """The picture archive that results are sent to.

    Attributes:
        sends_each: whether the result of each X-ray that arrives by itself is sent.
    """

    sends_each: bool = False


@dataclass(frozen=True, slots=True)
class WorklistSettings(PeerSettings):
    """The server that knows who is to be X-rayed.

    Attributes:
        station: AE title of the machine whose X-rays alone are asked for; empty for those of all.
    """

    station: str = ""

    def __post_init__(self) -> None:
        """Check every value.

        Raises:
            ValueError: one is not allowed.
        """
        self.peer()
        if self.station:
            checked_ae_title(self.station)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose.

    Attributes:
        operating_point: its name; empty for the model's default.
        uncertain_band: whether scores near the operating point are called uncertain.
        workers: files screened at once; 0 for every core but one.
        store_names: whether patients' names go into the history.
        keep_days: how long screenings stay in the history, at most `MAX_KEEP_DAYS`; 0 for ever.
        data_folder: where the history lies; empty for the user's own folder.
        theme: one of `THEMES`.
        text_percent: one of `TEXT_PERCENTS`, of the system's size.
        clinic_name: for the heading of reports.
        clinic_logo: path of a picture for the heading of reports; empty for none.
        user_name: of whoever decides on verdicts here, for reviews and reports.
        keep_pictures: whether the history keeps a small copy of each picture.
        watched_folder: whose new pictures are screened as they come; empty for none.
        notify_sound: whether the end of a batch is heard.
        remember_recent: whether the files and folders that were opened last are offered again.
        worklist: the server that knows who is to be X-rayed.
        receive: how X-rays are received from X-ray machines.
        archive: the picture archive that results are sent to.
        accepted_use: the intended-use statement that the user accepted; empty before.
    """

    operating_point: str = ""
    uncertain_band: bool = True
    workers: int = 0
    store_names: bool = False
    keep_days: int = 0
    data_folder: str = ""
    theme: str = "system"
    text_percent: int = 100
    accepted_use: str = ""
    clinic_name: str = ""
    clinic_logo: str = ""
    user_name: str = ""
    keep_pictures: bool = True
    watched_folder: str = ""
    notify_sound: bool = False
    remember_recent: bool = True
    receive: ReceiveSettings = field(default_factory=ReceiveSettings)
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    worklist: WorklistSettings = field(default_factory=WorklistSettings)

    def __post_init__(self) -> None:
        """Check every value.

        Raises:
            ValueError: one is not allowed.
        """
        allowed = (
            self.theme in THEMES,
            self.text_percent in TEXT_PERCENTS,
            0 <= self.workers <= MAX_WORKERS,
            0 <= self.keep_days <= MAX_KEEP_DAYS,
            all(map(_can_be_path, (self.data_folder, self.clinic_logo, self.watched_folder))),
        )
        if not all(allowed):
            raise ValueError("a value is not allowed")


def load_settings(path: Path) -> tuple[Settings, Reason | None]:
    """Return the settings of a file, and what the user must be told of it.

    A file that is absent gives the usual settings; one that cannot be understood gives them too, is set aside as
    `settings.broken.json`, and `settings_broken` says so. So does whatever else is in its place, such as a folder, a
    pipe or a device. Names that are not known are passed over.
    """
    try:
        # Read by `json`: a folder's name may hold lone surrogates, which msgspec's own reader refuses.
        return msgspec.convert(json.loads(_read(path)), Settings), None
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, RecursionError):
        aside = path.with_suffix(".broken.json")
        with suppress(OSError):
            os.replace(path, aside)
        return Settings(), Reason.of("settings_broken", path=aside)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all.

    Raises:
        OutputError: `settings_failed`; an old file is as it was.
    """
    try:
        make_private_folder(path.parent)
        write_text(path, json.dumps(asdict(settings), indent=1), private=True)
    except OSError as error:
        raise OutputError("settings_failed", path=path, error=error.strerror or error) from error


def _read(path: Path) -> bytes:
    """Return the content of a file; a pipe that nobody writes to is not waited for.

    Raises:
        OSError: it is absent, cannot be read or is no file.
        ValueError: it is too large.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("this is no file")
    with open(handle, "rb") as stream:
        content = stream.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise ValueError("too large")
    return content


def _can_be_path(text: str) -> bool:
    """Tell whether the operating system takes a text as a path, whatever is there."""
    try:
        encoded = os.fsencode(text)
    except UnicodeEncodeError:  # a lone surrogate that stands for no byte
        return False
    names = encoded.replace(b"\\", b"/").split(b"/")
    return b"\0" not in encoded and len(encoded) <= _MAX_PATH_BYTES and max(map(len, names)) <= _MAX_NAME_BYTES
