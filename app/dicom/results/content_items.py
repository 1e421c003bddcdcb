"""Content items of a structured report (PS3.3 C.17.3), each with its relationship to the item that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydicom import Dataset

from app.dicom.results.study import ImageReference


@dataclass(frozen=True, slots=True)
class Code:
    """A coded concept: its value, the designator of its scheme, and its meaning."""

    value: str
    scheme: str
    meaning: str

    def dataset(self) -> Dataset:
        """Return the item of a code sequence (PS3.3 8)."""
        item = Dataset()
        item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = self.value, self.scheme, self.meaning
        return item


class Relation(StrEnum):
    """What an item is to the one that holds it."""

    CONTAINS = "CONTAINS"
    MODIFIES = "HAS CONCEPT MOD"
    OBSERVATION = "HAS OBS CONTEXT"


def container(relation: Relation | None, name: Code, template: str, items: list[Dataset]) -> Dataset:
    """Return a container of items, by a template of PS3.16; without a relation it is the root, the report itself."""
    item = _item(relation, "CONTAINER", name)
    item.ContinuityOfContent = "SEPARATE"
    if template:
        used = Dataset()
        used.MappingResource, used.TemplateIdentifier = "DCMR", template
        item.ContentTemplateSequence = [used]
    item.ContentSequence = items
    return item


def code_item(relation: Relation, name: Code, value: Code) -> Dataset:
    """Return an item whose value is a coded concept."""
    item = _item(relation, "CODE", name)
    item.ConceptCodeSequence = [value.dataset()]
    return item


def text_item(relation: Relation, name: Code, text: str) -> Dataset:
    """Return an item of text."""
    item = _item(relation, "TEXT", name)
    item.TextValue = text
    return item


def uid_item(relation: Relation, name: Code, uid: str) -> Dataset:
    """Return an item that is an identifier."""
    item = _item(relation, "UIDREF", name)
    item.UID = uid
    return item


def number_item(name: Code, value: float, decimals: int, unit: Code) -> Dataset:
    """Return an item that is a measured number."""
    item, measured = _item(Relation.CONTAINS, "NUM", name), Dataset()
    measured.NumericValue = f"{value:.{decimals}f}"
    measured.MeasurementUnitsCodeSequence = [unit.dataset()]
    item.MeasuredValueSequence = [measured]
    return item


def image_item(name: Code, image: ImageReference) -> Dataset:
    """Return an item that refers to an image."""
    item = _item(Relation.CONTAINS, "IMAGE", name)
    item.ReferencedSOPSequence = [reference(image)]
    return item


def reference(image: ImageReference) -> Dataset:
    """Return the item of a sequence of references to an image."""
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = image.sop_class_uid, image.sop_instance_uid
    return item


def _item(relation: Relation | None, value_type: str, name: Code) -> Dataset:
    item = Dataset()
    if relation:
        item.RelationshipType = str(relation)
    item.ValueType = value_type
    item.ConceptNameCodeSequence = [name.dataset()]
    return item
