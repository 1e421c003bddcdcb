"""De-identifying of files that tests write, by a key that is always the same."""

import pytest

from app.dicom.deidentify.deidentifier import deidentified, open_xray
from app.dicom.deidentify.pseudonyms import Pseudonyms


@pytest.fixture(scope="session")
def pseudonyms():
    return Pseudonyms(bytes(range(32)))


@pytest.fixture
def anonymized(pseudonyms):
    """Return what makes the new file of one, and returns its bytes."""

    def make(path, regions=(), *, seen=False):
        return deidentified(open_xray(path), regions, pseudonyms, seen=seen).content

    return make
