import hashlib
import math
from threading import Lock

import numpy as np
import pytest

from app.core.imaging.preprocess import PreprocessSpec
from trainer.bundle.card_stress import RESEMBLES
from trainer.data.split import ManifestRow
from trainer.errors import TrainerError
from trainer.evaluation.stress_results import StressResult, measure_stresses, read_sources, stress_figures, worst
from trainer.images.stress import SOURCE_PX, STRESSES
from trainer.networks.recipes import Augmentation

SPEC = PreprocessSpec(16)


def rows(labels):
    return tuple(ManifestRow(f"{place}.jpeg", "", f"p{place}", label, "test") for place, label in enumerate(labels))


@pytest.fixture
def sources():
    """Four dark pictures, then four bright ones."""
    rng = np.random.default_rng(0)
    grey = np.repeat((60, 150), 4)[:, None, None] + rng.normal(0, 12, (8, SOURCE_PX, SOURCE_PX))
    return np.clip(grey, 0, 255).astype(np.uint8)[..., None]


@pytest.fixture
def parts():
    return rows(["normal"] * 4 + ["bacterial", "viral"] * 2)


def brightness(images):
    """A network that calls bright pictures pneumonia: above 100 the margin is positive."""
    return (images.mean(axis=(1, 2)) - 100).astype(np.float32)


def by_name(results):
    return {result.name: result for result in results}


def test_a_network_that_looks_at_exposure_loses_it_all_when_exposures_are_exchanged(parts, sources):
    found = by_name(measure_stresses(parts, sources, brightness, SPEC, 0.0))

    assert found["as it is"] == StressResult("as it is", 1.0, 1.0, 1.0, 1.0)
    assert found["exposed as the other class"].auroc == 0.0


def test_every_stress_is_measured_in_its_order(parts, sources):
    assert [result.name for result in measure_stresses(parts, sources, brightness, SPEC, 0.0)] == list(STRESSES)


def test_the_same_images_give_the_same_figures(parts, sources):
    first, second = (measure_stresses(parts, sources, brightness, SPEC, 0.0) for _ in range(2))
    assert first == second


def test_the_network_gets_all_images_as_the_app_would_make_them_and_one_call_at_a_time(parts, sources):
    busy, seen = Lock(), []

    def run(images):
        assert busy.acquire(blocking=False)
        seen.append((images.shape, images.dtype))
        busy.release()
        return brightness(images)

    measure_stresses(parts, sources, run, SPEC, 0.0)

    assert seen == [((8, 16, 16, 1), np.uint8)] * len(STRESSES)


def test_the_sources_are_not_changed(parts, sources):
    kept = sources.copy()

    measure_stresses(parts, sources, brightness, SPEC, 0.0)

    assert np.array_equal(sources, kept)


def test_a_part_of_one_class_is_refused_in_words(sources):
    with pytest.raises(TrainerError, match="both normal and pneumonia"):
        measure_stresses(rows(["normal"] * 8), sources, brightness, SPEC, 0.0)


def test_the_threshold_decides_all_but_the_auroc(parts, sources):
    found = by_name(measure_stresses(parts, sources, brightness, SPEC, 1000.0))["as it is"]

    assert found == StressResult("as it is", 1.0, 0.5, 0.0, 1.0)


def test_figures_without_a_case_are_no_numbers():
    (result,) = stress_figures(np.array([True, True]), {"as it is": np.array([1.0, -1.0])}, 0.0)

    assert math.isnan(result.auroc)
    assert math.isnan(result.specificity)
    assert result.sensitivity == 0.5


def test_the_worst_is_the_lowest_and_no_number_comes_last():
    good, bad = StressResult("good", 0.9, 0.8, 0.7, 0.6), StressResult("bad", 0.95, 0.5, 0.9, math.nan)

    assert worst((good, bad)) is bad
    assert worst((good, bad), "auroc") is good
    assert worst((bad, good), "specificity") is good


def test_sources_are_read_at_their_own_size(samples):
    name = "IM-0147-0001.jpeg"
    digest = hashlib.sha256((samples / name).read_bytes()).hexdigest()

    found = read_sources(samples, [ManifestRow(name, digest, "IM-0147", "normal", "test")])

    assert found.shape == (1, SOURCE_PX, SOURCE_PX, 1)


def test_what_resembles_a_stress_is_a_variation_and_the_stress_exists():
    assert set(RESEMBLES) <= set(STRESSES)
    assert {name for names in RESEMBLES.values() for name in names} <= set(Augmentation.__dataclass_fields__)
