"""One family of errors, each with a stable code and a sentence for the person at the screen.

The same codes stand in the CSV, in the history, on the screen and in the tests. `SENTENCES` is the only place
where they are worded; a code is never renamed once released.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.core.text import printable

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # About a file: it gets a NOT_ASSESSED row, and the batch goes on.
        "file_missing": "There is no file or folder of this name: check the name.",
        "file_unreadable": "Kifua may not open this file: ask for permission to read it, or copy it to another folder.",
        "path_too_long": "The path of this file is too long: move the file into a folder with a shorter path.",
        "file_empty": "This file is empty: copy it again from where it came from.",
        "file_too_large": "This file has {size_mb:.0f} MB, more than the {limit_mb:.0f} MB that Kifua opens.",
        "not_an_image": "This is not a picture that Kifua can read: use JPEG, PNG, TIFF, BMP, WebP or DICOM.",
        "image_damaged": "This picture is damaged or incomplete: copy it again from where it came from.",
        "image_too_large": "This picture has {width} × {height} pixels, more than Kifua opens: save it smaller.",
        "image_too_costly": "This picture takes too much memory or time to open: save it again as a plain JPEG or PNG.",
        "several_images": "This file holds several pictures ({count}): save the chest X-ray as a file of its own.",
        "dicom_compressed": "Kifua cannot read this DICOM file ({syntax}): export it uncompressed, or as JPEG or PNG.",
        "dicom_no_image": "This DICOM file holds no picture: choose the file with the X-ray itself.",
        "internal_error": "Kifua failed on this file ({error}): please report it. No verdict was made.",
        # About an image that decodes, but may not be scored.
        "image_too_small": "This picture has only {width} × {height} pixels; each side needs at least {minimum}.",
        "image_blank": "This picture has almost no contrast: check the exposure, or export it again.",
        "image_exposure": "Most of this picture is pure white or black: check its exposure, or export it again.",
        "image_shape": "This picture is too long and narrow for a whole chest X-ray: use the whole chest X-ray.",
        "image_colour": "This file is a colour picture, not an X-ray: export the X-ray itself as a grey picture.",
        "not_radiograph": "The file says that this is not a plain X-ray (modality {modality}): no verdict is made.",
        "for_processing": "This is the X-ray unit's raw image (FOR PROCESSING): export the X-ray that is for reading.",
        "not_chest": "The file says that this is not a chest (body part {body_part}): no verdict is made.",
        "view_not_frontal": "The file says that this view is from the side or at an angle: use the frontal view.",
        "turned": "This X-ray seems to lie on its side or upside down: turn it upright, then screen it again.",
        "negative": "This X-ray seems to be a negative, dark for bright: invert it, then screen it again.",
        "cropped": "A part of the lungs seems to be cut off: use the whole chest X-ray.",
        "unlike_chest": "This does not look like a frontal chest X-ray: check that it is the right picture.",
        # About an image that is scored, with a limit that the reader must know.
        "age_unsuited": "The model was made for {low:g} to {high:g} years, not for this patient: do not rely on it.",
        "age_outside": "This patient is {age:g} years old; the model was made for {low:g} to {high:g} years only.",
        "maybe_not_a_child": "This chest seems wide ({width_cm:g} cm) for {low:g} to {high:g} years: check the age.",
        "uncertain": "The score is too close to the limit to be sure: have this X-ray read.",
        # About the whole run.
        "program_failed": "Kifua failed ({error}): please report it, with the log file {path}.",
        "processor_too_old": "This computer's processor is too old for Kifua (no {features}): use one made since 2014.",
        "no_images": "There is no picture in this folder: choose another, or add --recursive to look below it.",
        "model_missing": "The model is missing ({path}): install Kifua again.",
        "model_damaged": "The model file {name} is damaged or was changed: install Kifua again.",
        "model_incompatible": "The model does not fit this version of Kifua ({detail}): install Kifua again.",
        "unknown_operating_point": "There is no operating point named {name}: use one of {known}.",
        "cluster_missing": "The option --cluster needs Dask: install it by pip install 'kifua[cluster]'.",
        "cluster_failed": "The cluster {address} could not be used ({error}).",
        "output_is_input": "The file {path} is an input, an X-ray or one of Kifua's own: choose another name.",
        "file_changed": "This file is not the X-ray that was screened any more: screen it again.",
        "own_result": "This is a result that Kifua exported, not an X-ray: there is nothing to export.",
        "nothing_to_export": "Kifua could not open this X-ray, so there is no result to export.",
        "output_failed": "The file {path} could not be written ({error}): choose another place.",
        "output_unfinished": "{path} is of an unfinished batch: add --resume to go on with it, or delete it.",
        "output_in_use": "Another run of Kifua is writing {path}: wait until it has ended, or choose another name.",
        "resume_differs": "{path} was made by {found}, this run is of {used}: choose another name.",
        "resume_other_files": "{path} has {count} results of files that are not found now: name the same files again.",
        "output_exists": "There is another file {path} already: choose another folder or name.",
        "deidentify_class": "Kifua takes the identity out of plain X-rays alone, not out of this file ({kind}).",
        "key_damaged": "The file {path} is no key for new names: choose another file.",
        "table_unreadable": "The table {path} could not be read ({error}): check its name.",
        "table_locked": "The table {path} is damaged, or the password is not the one that it was saved with.",
        "outbox_failed": "The queue {path} of results to be sent could not be read or written ({error}).",
        "outbox_in_use": "Another run of Kifua is sending to {peer}: what waits for it is not lost.",
        "send_unreachable": "{peer} cannot be reached: what waits for it is sent later.",
        "send_rejected": "{peer} does not take calls from {calling}: allow it there. What waits is sent later.",
        "send_later": "{peer} takes no more at the moment: what waits for it is sent later.",
        "peer_unreachable": "{peer} cannot be reached: check the network, and its address and port.",
        "peer_rejects": "{peer} does not take calls from {calling}: allow it there, and check both AE titles.",
        "receive_not_listening": "Kifua cannot wait for X-rays at {address}, port {port} ({error}).",
        "receive_port_in_use": "Another program uses port {port} of this computer: close it, or choose another port.",
        "receive_address_missing": "This computer does not have the address {address} now: check the network.",
        "receive_folder_failed": "The folder for received X-rays {path} cannot be used ({error}).",
        "receive_folder_in_use": "Another run of Kifua receives X-rays into {path}: close that one first.",
        "receive_failed": "An X-ray that was sent could not be stored in {path} ({error}): it has to be sent again.",
        "delete_failed": "{path} could not be deleted or restored ({error}): another program may have it open.",
        "caller_rejected": "{caller} may not send X-rays: if it should, add it to those that may.",
        "worklist_unreachable": "{peer} cannot be reached: check the network, and the server's address and port.",
        "worklist_rejected": "{peer} does not take calls from {calling}: allow it there, and check both AE titles.",
        "worklist_absent": "{peer} has no worklist: ask who looks after it for the address of the worklist server.",
        "worklist_late": "{peer} takes too long to answer: try again.",
        "worklist_failed": "{peer} answered with an error ({status}): tell who looks after it.",
        "settings_broken": "The settings could not be read. They were moved to {path}, and the standard ones are used.",
        "settings_failed": "The settings could not be saved to {path} ({error}): they last until Kifua is closed.",
        "history_failed": "The history {path} could not be opened or written ({error}).",
        "history_newer": "The history {path} is of a newer version of Kifua: use that one, or another data folder.",
        "history_damaged": "The history was damaged: {count} screenings are left. The damaged file is kept ({path}).",
        "history_incomplete": "{count} of these X-rays could not be stored in the history {path} ({error}).",
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Reason of a verdict, a refusal or an error.

    Attributes:
        code: stable, for programs.
        sentence: for people, in English.
        facts: values that fill the placeholders of the sentence, in any language; empty when not known.
    """

    code: str
    sentence: str
    facts: Mapping[str, str | float] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, code: str, **facts: object) -> Reason:
        """Return the reason of this code, its sentence filled with facts, which may come from a file: see `printable`.

        Raises:
            KeyError: the code is not in `SENTENCES`, or a fact that its sentence names is absent.
        """
        plain = {name: fact if isinstance(fact, int | float) else printable(str(fact)) for name, fact in facts.items()}
        return cls(code, SENTENCES[code].format(**plain), plain)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


class KifuaError(Exception):
    """An error that a user can understand.

    Attributes:
        reason: the code and the sentence to show.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.reason = Reason.of(code, **facts)
        super().__init__(str(self.reason))

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the error come back from a worker process: Exception's own way hands `__init__` the sentence."""
        return _rebuild_error, (type(self), self.reason)


def _rebuild_error(kind: type[KifuaError], reason: Reason) -> KifuaError:
    error = kind.__new__(kind, str(reason))
    error.reason = reason
    return error


class InputError(KifuaError):
    """A file that cannot be decoded; a batch records it and goes on.

    Attributes:
        sha256: digest of the file, where it could be read; else empty.
    """

    sha256 = ""


class BundleError(KifuaError):
    """The model bundle is absent, damaged, or of another version; nothing can be screened."""


class ClusterError(KifuaError):
    """A cluster of workers cannot be used."""


class NetworkError(KifuaError):
    """The network, or a peer in it, cannot be used."""


class OutputError(KifuaError):
    """A result could not be written where it should go."""
