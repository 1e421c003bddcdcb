"""The result as a structured report for programs: Comprehensive SR by TID 1500, Measurement Report (PS3.16)."""

from __future__ import annotations

from types import MappingProxyType

from pydicom import Dataset
from pydicom.uid import ComprehensiveSRStorage

from app.core.model.bundle import Bundle
from app.core.records import Finding, ScreeningRecord
from app.core.screening import shown_score
from app.dicom.results.content_items import (
    Code,
    Relation,
    code_item,
    container,
    image_item,
    number_item,
    reference,
    text_item,
    uid_item,
)
from app.dicom.results.instance import Instance, Series, finished, new_dataset
from app.dicom.results.result_text import NOT_A_DIAGNOSIS, plain, result_text
from app.dicom.results.study import MANUFACTURER, ImageReference, Study
from app.dicom.results.uids import uid_of

_SERIES = Series(ComprehensiveSRStorage, "SR", 9602, "Kifua screening: report, not a diagnosis")
_OWN_SCHEME = "99KIFUA"
_REPORT = Code("126000", "DCM", "Imaging Measurement Report")
_LANGUAGE = Code("121049", "DCM", "Language of Content Item and Descendants")
_ENGLISH = Code("en", "RFC5646", "English")
_OBSERVER_TYPE, _DEVICE = Code("121005", "DCM", "Observer Type"), Code("121007", "DCM", "Device")
_DEVICE_UID = Code("121012", "DCM", "Device Observer UID")
_DEVICE_NAME = Code("121013", "DCM", "Device Observer Name")
_DEVICE_MANUFACTURER = Code("121014", "DCM", "Device Observer Manufacturer")
_PROCEDURE = Code("121058", "DCM", "Procedure reported")
_CHEST_XRAY = Code("399208008", "SCT", "Plain chest X-ray")
_MEASUREMENTS = Code("126010", "DCM", "Imaging Measurements")
_GROUP = Code("125007", "DCM", "Measurement Group")
_TRACKING_ID = Code("112039", "DCM", "Tracking Identifier")
_TRACKING_UID = Code("112040", "DCM", "Tracking Unique Identifier")
_ALGORITHM_NAME = Code("111001", "DCM", "Algorithm Name")
_ALGORITHM_VERSION = Code("111003", "DCM", "Algorithm Version")
_ALGORITHM_PARAMETERS = Code("111002", "DCM", "Algorithm Parameters")
_SOURCE = Code("121112", "DCM", "Source of Measurement")
_COMMENT = Code("121106", "DCM", "Comment")
_NO_UNITS = Code("1", "UCUM", "no units")
_SIGNS = Code("SIGNS", _OWN_SCHEME, "Signs of pneumonia on the X-ray")
_PROBABILITY = Code("PROBABILITY", _OWN_SCHEME, "Calibrated probability of signs of pneumonia")
_SCORE = Code("SCORE", _OWN_SCHEME, "Score for signs of pneumonia")
_NOT_EVALUATED = Code("373121007", "SCT", "Not evaluated")
_VALUES = MappingProxyType(
    {
        Finding.PNEUMONIA: Code("52101004", "SCT", "Present"),
        Finding.NORMAL: Code("272519000", "SCT", "Absent"),
        Finding.UNCERTAIN: Code("82334004", "SCT", "Indeterminate"),
        Finding.NOT_ASSESSED: _NOT_EVALUATED,
    }
)
_DECIMALS = 4  # of the score, as in the CSV


def structured_report(study: Study, record: ScreeningRecord, bundle: Bundle, image: ImageReference) -> Instance:
    """Return the report on a screening: unverified, and partial where there is no verdict to rely on.

    Args:
        study: that the result belongs to.
        record: the screening.
        bundle: description of the model.
        image: what the report is about: the X-ray, or else the picture of the result.
    """
    dataset = new_dataset(study, record, _SERIES)
    has_verdict = record.verdict.shown_finding is not Finding.NOT_ASSESSED
    dataset.CompletionFlag = "COMPLETE" if has_verdict else "PARTIAL"
    if not has_verdict:
        dataset.CompletionFlagDescription = "There is no verdict: see the comments"
    dataset.VerificationFlag = "UNVERIFIED"
    dataset.PreliminaryFlag = "PRELIMINARY"
    dataset.ReferencedPerformedProcedureStepSequence = []
    dataset.PerformedProcedureCodeSequence = []
    dataset.CurrentRequestedProcedureEvidenceSequence = [_evidence(study, image)]
    dataset.CodingSchemeIdentificationSequence = [_own_scheme()]
    group = container(Relation.CONTAINS, _GROUP, "1501", _group(record, bundle, image))
    dataset.update(
        container(
            None,
            _REPORT,
            "1500",
            [
                code_item(Relation.MODIFIES, _LANGUAGE, _ENGLISH),
                *_observer(record),
                code_item(Relation.MODIFIES, _PROCEDURE, _CHEST_XRAY),
                container(Relation.CONTAINS, _MEASUREMENTS, "", [group]),
            ],
        )
    )
    return finished(dataset)


def _observer(record: ScreeningRecord) -> list[Dataset]:
    """Return who observed: a device (PS3.16 TID 1004)."""
    return [
        code_item(Relation.OBSERVATION, _OBSERVER_TYPE, _DEVICE),
        uid_item(Relation.OBSERVATION, _DEVICE_UID, uid_of("device", record.app_version, record.model)),
        text_item(Relation.OBSERVATION, _DEVICE_NAME, MANUFACTURER),
        text_item(Relation.OBSERVATION, _DEVICE_MANUFACTURER, MANUFACTURER),
    ]


def _group(record: ScreeningRecord, bundle: Bundle, image: ImageReference) -> list[Dataset]:
    """Return the finding, by TID 1501, with the algorithm (TID 4019), the score and every limit as a comment."""
    verdict, text = record.verdict, result_text(record, bundle)
    value = _NOT_EVALUATED if verdict.is_for_other_age else _VALUES[verdict.finding]
    score = shown_score(record)
    sentences = (text.headline, NOT_A_DIAGNOSIS, text.score, text.step, *text.reasons, *text.limits, text.intended_use)
    parameters = [f"model {record.model}"]
    if verdict.operating_point:
        parameters.append(f"operating point {verdict.operating_point}")
    return [
        text_item(Relation.OBSERVATION, _TRACKING_ID, f"Kifua screening {record.id}"),
        uid_item(Relation.OBSERVATION, _TRACKING_UID, uid_of("tracking", record.id)),
        text_item(Relation.MODIFIES, _ALGORITHM_NAME, MANUFACTURER),
        text_item(Relation.MODIFIES, _ALGORITHM_VERSION, plain(record.app_version)),
        *[text_item(Relation.MODIFIES, _ALGORITHM_PARAMETERS, plain(each)) for each in parameters],
        image_item(_SOURCE, image),
        code_item(Relation.CONTAINS, _SIGNS, value),
        *([] if score is None else [number_item(_score_name(record, bundle), score, _DECIMALS, _NO_UNITS)]),
        *[text_item(Relation.CONTAINS, _COMMENT, sentence) for sentence in sentences if sentence],
    ]


def _score_name(record: ScreeningRecord, bundle: Bundle) -> Code:
    """Return the name of a score: a probability where the card of its model has measured that it is one."""
    measured = any("calibration error" in figure.name for figure in bundle.figures)
    return _PROBABILITY if measured and record.model == bundle.model_id else _SCORE


def _evidence(study: Study, image: ImageReference) -> Dataset:
    """Return where the image is that the report refers to: its study, its series, itself."""
    of_study, of_series = Dataset(), Dataset()
    of_study.StudyInstanceUID, of_series.SeriesInstanceUID = study.uid, image.series_instance_uid
    of_series.ReferencedSOPSequence = [reference(image)]
    of_study.ReferencedSeriesSequence = [of_series]
    return of_study


def _own_scheme() -> Dataset:
    scheme = Dataset()
    scheme.CodingSchemeDesignator, scheme.CodingSchemeName = _OWN_SCHEME, "Kifua's own concepts"
    scheme.CodingSchemeResponsibleOrganization = MANUFACTURER
    return scheme
