"""The result as a picture that every DICOM viewer shows: Secondary Capture (PS3.3 A.8)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.uid import SecondaryCaptureImageStorage

from app.core.errors import InputError
from app.core.imaging.adjust import adjust
from app.core.imaging.decode import decode_preview
from app.core.model.evidence_map import pneumonia_map
from app.core.records import Finding, ScreeningRecord
from app.core.screening import Screener
from app.dicom.results.content_items import Code, reference
from app.dicom.results.instance import Instance, Series, finished, new_dataset
from app.dicom.results.picture import PICTURE_PX, draw_result
from app.dicom.results.result_text import NOT_A_DIAGNOSIS, plain, result_text
from app.dicom.results.study import MANUFACTURER, Study

_SERIES = Series(SecondaryCaptureImageStorage, "OT", 9601, "Kifua screening: picture, not a diagnosis")
_SOURCE = Code("121322", "DCM", "Source image for image processing operation")


def secondary_capture(study: Study, record: ScreeningRecord, screener: Screener, fonts: Path) -> Instance | None:
    """Return the picture of a result; None where the X-ray cannot be decoded, so that there is none.

    Args:
        study: that the result belongs to.
        record: the screening.
        screener: makes the evidence map again, where its model is the one that decided.
        fonts: folder of the program's fonts.

    Raises:
        InputError: `file_changed`: the file is not the one that was screened any more.
        BundleError: the model cannot be loaded.
    """
    try:
        radiograph = adjust(decode_preview(Path(record.file), PICTURE_PX), record.adjustments)
        evidence = _evidence(record, screener)
    except InputError:
        if record.facts is None:  # the screening could not decode it either, and says why
            return None
        raise
    if radiograph.sha256 != record.sha256:
        raise InputError("file_changed")
    text = result_text(record, screener.bundle)
    dataset = new_dataset(study, record, _SERIES)
    dataset.ImageType = ["DERIVED", "SECONDARY"]
    dataset.ConversionType = "WSD"
    dataset.SecondaryCaptureDeviceManufacturer = MANUFACTURER
    dataset.SecondaryCaptureDeviceManufacturerModelName = MANUFACTURER
    dataset.SecondaryCaptureDeviceSoftwareVersions = [record.app_version, record.model]
    dataset.DateOfSecondaryCapture, dataset.TimeOfSecondaryCapture = dataset.ContentDate, dataset.ContentTime
    dataset.BurnedInAnnotation = "YES"
    dataset.PatientOrientation = ""
    _set_body_part(dataset, record)
    dataset.DerivationDescription = plain(
        f"{text.headline}. {NOT_A_DIAGNOSIS} Evidence map and texts drawn over a smaller copy of the X-ray. "
        f"{text.origin}"
    )
    dataset.update(study.compression)
    if study.image:
        source = reference(study.image)
        source.PurposeOfReferenceCodeSequence = [_SOURCE.dataset()]
        dataset.SourceImageSequence = [source]
    _set_pixels(dataset, draw_result(radiograph, evidence, text, fonts))
    return finished(dataset)


def _evidence(record: ScreeningRecord, screener: Screener) -> NDArray[np.float64] | None:
    """Return the evidence map of a verdict that stands; None where another model decided, or nothing was assessed."""
    is_assessed = record.verdict.shown_finding is not Finding.NOT_ASSESSED
    if not is_assessed or record.model != screener.bundle.model_id:
        return None
    return pneumonia_map(screener.score(screener.adjusting(record.adjustments).load(record.file)))


def _set_body_part(dataset: Dataset, record: ScreeningRecord) -> None:
    """Name the chest, which all that is assessed shows; of any other picture, the laterality is not known."""
    if record.verdict.finding is Finding.NOT_ASSESSED:
        dataset.Laterality = ""  # type 2C: absent where the body part has none
    else:
        dataset.BodyPartExamined = "CHEST"


def _set_pixels(dataset: Dataset, pixels: NDArray[np.uint8]) -> None:
    """Store red, green and blue uncompressed: every receiver takes it."""
    dataset.Rows, dataset.Columns, dataset.SamplesPerPixel = pixels.shape
    dataset.PhotometricInterpretation, dataset.PlanarConfiguration = "RGB", 0
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 8, 8, 7, 0
    content = pixels.tobytes()
    dataset.PixelData = content + b"\0" * (len(content) % 2)
