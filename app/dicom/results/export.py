"""Results of screenings as DICOM files in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core.atomic_file import write_bytes
from app.core.errors import InputError
from app.core.records import ScreeningRecord
from app.core.results.export import output_failing
from app.core.screening import Screener
from app.dicom.results.instance import Instance
from app.dicom.results.secondary_capture import secondary_capture
from app.dicom.results.structured_report import structured_report
from app.dicom.results.study import ImageReference, study_of


@dataclass(frozen=True, slots=True)
class Results:
    """What is given back of one screening.

    Attributes:
        instances: the DICOM files.
        is_new_study: whether they are in a study of their own, as the X-ray's file names none.
    """

    instances: tuple[Instance, ...]
    is_new_study: bool


def results_of(record: ScreeningRecord, screener: Screener, fonts: Path) -> Results:
    """Return the result of a screening as DICOM files: a picture, unless the X-ray cannot be decoded, and a report.

    What was not assessed says so: an archive without a result reads as one without a finding.

    Args:
        record: the screening.
        screener: makes the evidence map again, where its model is the one that decided.
        fonts: folder of the program's fonts.

    Raises:
        InputError: the X-ray cannot be read, or is not the one that was screened; `nothing_to_export`: it cannot be
            decoded and is no DICOM image, so that there is nothing to show and nothing to refer to.
        BundleError: the model cannot be loaded.
    """
    study = study_of(record)
    capture = secondary_capture(study, record, screener, fonts)
    image = study.image
    if image is None and capture:
        image = ImageReference(capture.sop_class_uid, capture.uid, capture.series_uid)
    if image is None:
        raise InputError("nothing_to_export")
    report = structured_report(study, record, screener.bundle, image)
    return Results((capture, report) if capture else (report,), study.is_new)


def write_results(results: Results, folder: Path) -> list[Path]:
    """Write results into a folder, each under its own identifier; what is written again is the same file.

    Raises:
        OutputError: `output_failed`.
    """
    paths = []
    for instance in results.instances:
        path = folder / f"{instance.uid}.dcm"
        with output_failing(path):
            folder.mkdir(parents=True, exist_ok=True)
            write_bytes(path, instance.content)
        paths.append(path)
    return paths
