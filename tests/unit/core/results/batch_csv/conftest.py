import pytest

from tests.helpers.csv_batches import CsvBatch


@pytest.fixture
def batch(tmp_path):
    return CsvBatch(tmp_path, "a", "b", "c", "d")
