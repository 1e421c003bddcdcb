import numpy as np
import pytest

from trainer.gate import SIZE_PX, fit_gate, measure_gate


@pytest.fixture
def pictures():
    """Three hundred noisy pictures, dark above and bright below, with a bright column of varying width."""
    rng = np.random.default_rng(0)
    grey = np.linspace(30, 200, SIZE_PX)[None, :, None] + rng.normal(0, 6, (300, SIZE_PX, SIZE_PX))
    for picture, width in zip(grey, rng.integers(1, 5, 300), strict=True):
        picture[:, 8 - width : 8 + width] += 50
    return np.clip(grey, 0, 255).astype(np.uint8)


@pytest.fixture
def refused(pictures):
    return measure_gate(fit_gate(pictures[:200], pictures[200:250]), pictures[250:])


def test_pictures_like_those_of_the_training_pass(refused):
    count, of = refused["frontal radiographs"]
    assert of == 50
    assert count <= 2


@pytest.mark.parametrize("kind", ["turned to the left", "turned to the right", "upside down", "negatives", "noise"])
def test_other_pictures_are_refused(refused, kind):
    count, of = refused[kind]
    assert count == of


def test_the_same_pictures_give_the_same_gate(pictures):
    first, second = (fit_gate(pictures[:200], pictures[200:250]) for _ in range(2))
    assert first.limits == second.limits
