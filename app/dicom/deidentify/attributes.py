"""The attributes that a de-identified file may have, and the values that they may have; all others are left out.

What no decoder, no reader and no study of X-rays needs is not here, even where the profile (PS3.15 annex E) allows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

CLASS_OF_CR = "1.2.840.10008.5.1.4.1.1.1"
CLASS_OF_DX = "1.2.840.10008.5.1.4.1.1.1.1"
CLASS_OF_RAW_DX = "1.2.840.10008.5.1.4.1.1.1.1.1"
CLASS_OF_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"

MODALITY_OF_CLASS = MappingProxyType(
    {CLASS_OF_CR: "CR", CLASS_OF_DX: "DX", CLASS_OF_RAW_DX: "DX", CLASS_OF_CAPTURE: "OT"}
)
"""SOP classes that are de-identified, each with its modality where the file names none."""

NUMBERS = (
    *("SeriesNumber", "InstanceNumber"),
    *("Rows", "Columns", "SamplesPerPixel", "PlanarConfiguration", "PixelAspectRatio"),
    *("BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "PixelPaddingValue", "PixelPaddingRangeLimit"),
    *("RescaleIntercept", "RescaleSlope", "PixelIntensityRelationshipSign", "WindowCenter", "WindowWidth"),
    *("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing"),
    *("EstimatedRadiographicMagnificationFactor", "DistanceSourceToDetector", "DistanceSourceToPatient"),
    *("KVP", "XRayTubeCurrent", "XRayTubeCurrentInuA", "ExposureTime", "ExposureTimeInuS", "Exposure", "ExposureInuAs"),
    *("RelativeXRayExposure", "ExposureIndex", "TargetExposureIndex", "DeviationIndex", "Sensitivity", "FocalSpots"),
    *("ImageAndFluoroscopyAreaDoseProduct", "EntranceDoseInmGy", "LossyImageCompressionRatio"),
)
"""Attributes of numbers, whatever these are."""

_MODALITIES = ("CR", "DX", "RG", "RF", "XA", "DR", "OT")
_BODY_PARTS = (
    *("CHEST", "THORAX", "LUNG", "RIB", "RIBS", "STERNUM", "CLAVICLE", "SCAPULA", "SHOULDER", "HEART", "TSPINE"),
    *("SPINE", "ABDOMEN", "CHESTABDOMEN", "CHESTABDPELVIS", "WHOLEBODY", "NECK", "HEAD", "SKULL", "CSPINE", "LSPINE"),
    *("PELVIS", "HIP", "ARM", "ELBOW", "FOREARM", "WRIST", "HAND", "LEG", "KNEE", "ANKLE", "FOOT", "EXTREMITY"),
)

TERMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Modality": _MODALITIES,
        "BodyPartExamined": _BODY_PARTS,
        "ViewPosition": ("AP", "PA", "LL", "RL", "RLD", "LLD", "RLO", "LLO", "LAT", "LATERAL", "OBLIQUE"),
        "Laterality": ("R", "L"),
        "ImageLaterality": ("R", "L", "U", "B"),
        "PatientSex": ("M", "F", "O"),
        "ConversionType": ("DV", "DI", "DF", "WSD", "SD", "SI", "DRW", "SYN"),
        "PresentationIntentType": ("FOR PRESENTATION", "FOR PROCESSING"),
        "PhotometricInterpretation": (
            *("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT"),
        ),
        "PresentationLUTShape": ("IDENTITY", "INVERSE"),
        "PixelIntensityRelationship": ("LIN", "LOG", "DISP"),
        "RescaleType": ("US", "OD", "HU", "log", "LOG E REL"),
        "VOILUTFunction": ("LINEAR", "LINEAR_EXACT", "SIGMOID"),
        "LossyImageCompression": ("00", "01"),
        "LossyImageCompressionMethod": ("ISO_10918_1", "ISO_14495_1", "ISO_15444_1", "ISO_15444_15"),
        "DetectorType": ("DIRECT", "SCINTILLATOR", "STORAGE", "FILM"),
        "QualityControlImage": ("YES", "NO", "BOTH"),
        "PixelSpacingCalibrationType": ("GEOMETRY", "FIDUCIAL"),
    }
)
"""Attributes of defined terms, with those that are kept."""

IMAGE_TYPES = (("ORIGINAL", "DERIVED"), ("PRIMARY", "SECONDARY"))
"""What Image Type (0008,0008) begins with; the rest of it is free text."""

DIRECTION = re.compile(r"[APRLHF]{1,3}")
"""A direction in the patient (PS3.3 C.7.6.1.1.1)."""

DEVICE = ("Manufacturer", "ManufacturerModelName")
"""Texts that stay, unless they hold anything that is known of the patient or the clinic."""

EMPTY_OF_ALL = (
    *("PatientBirthDate", "PatientSex", "StudyDate", "StudyTime", "StudyID", "AccessionNumber"),
    *("ReferringPhysicianName", "SeriesNumber", "InstanceNumber", "Manufacturer"),
)
"""What every instance must have, although it may be empty (type 2)."""

EMPTY_OF_CLASS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        CLASS_OF_CR: ("BodyPartExamined", "ViewPosition", "PatientOrientation"),
        CLASS_OF_DX: ("AcquisitionContextSequence", "DetectorType"),
        CLASS_OF_RAW_DX: ("AcquisitionContextSequence", "DetectorType"),
        CLASS_OF_CAPTURE: ("PatientOrientation",),
    }
)
"""What instances of a class must have beside that, although it may be empty."""

TABLES = ("ModalityLUTSequence", "VOILUTSequence")
PALETTES = ("RedPaletteColorLookupTable", "GreenPaletteColorLookupTable", "BluePaletteColorLookupTable")
"""Beginnings of the names of a palette's descriptors and data."""

REFERENCES = ("SourceImageSequence", "ReferencedImageSequence")
"""Sequences of images that an image refers to, by new identifiers."""

CODES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "AnatomicRegionSequence": {
            **dict.fromkeys(("51185008", "816094009", "T-D3000"), "Chest"),
            **dict.fromkeys(("43799004", "T-D3300"), "Thoracic cavity"),
            **dict.fromkeys(("39607008", "T-28000"), "Lung"),
        },
        "ViewCodeSequence": {
            **dict.fromkeys(("399348003", "R-10206"), "antero-posterior"),
            **dict.fromkeys(("272479007", "R-40888", "R-10214"), "postero-anterior"),
            **dict.fromkeys(("399173006", "R-10236"), "left lateral"),
            **dict.fromkeys(("399198007", "R-10232"), "right lateral"),
            **dict.fromkeys(("399067008", "R-102CD"), "lateral"),
        },
    }
)
"""Sequences of codes, with the codes that are kept and the meaning that is written for each."""

SCHEMES = ("SCT", "SRT", "SNM3")

IDENTITY = (
    *("PatientName", "PatientID", "OtherPatientIDs", "OtherPatientNames", "PatientBirthName", "PatientMotherBirthName"),
    *("PatientBirthDate", "PatientAddress", "PatientTelephoneNumbers", "AccessionNumber", "StudyID", "AdmissionID"),
    *("InstitutionName", "InstitutionAddress", "InstitutionalDepartmentName", "StationName", "DeviceSerialNumber"),
    *(
        "ReferringPhysicianName",
        "PerformingPhysicianName",
        "OperatorsName",
        "PhysiciansOfRecord",
        "RequestingPhysician",
    ),
)
"""What is known of patient, clinic and staff, and must not be in a text that stays."""
