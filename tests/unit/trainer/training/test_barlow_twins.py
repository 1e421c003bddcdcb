from dataclasses import replace

import numpy as np
import pytest

from trainer.errors import TrainerError
from trainer.networks import architectures
from trainer.networks.recipes import Augmentation, recipe_named
from trainer.training import barlow_twins

pytestmark = pytest.mark.usefixtures("eager", "small_networks")

RECIPE = replace(
    recipe_named("trial-self-supervised"),
    architecture="residual",
    input_px=32,
    unlabelled_epochs=6,
    augmentation=Augmentation(horizontal_flip=True, brightness=0.1, exchange=0.5),
)
IMAGES = np.random.default_rng(0).integers(0, 256, (32, 32, 32, 1)).astype(np.uint8)


def test_the_views_of_an_image_grow_alike(caplog):
    caplog.set_level("INFO")

    barlow_twins.pretrain(architectures.build(RECIPE), RECIPE, IMAGES, seed=0)

    losses = [float(line.rsplit(" ", 1)[1]) for line in caplog.messages]
    assert len(losses) == RECIPE.unlabelled_epochs
    assert losses[-1] < losses[0]


def test_the_trunk_learns_and_the_head_stays():
    network = architectures.build(RECIPE)
    before = [weights.copy() for weights in network.get_weights()]

    barlow_twins.pretrain(network, replace(RECIPE, unlabelled_epochs=1), IMAGES, seed=0)

    same = [np.array_equal(old, new) for old, new in zip(before, network.get_weights(), strict=True)]
    assert same[-2:] == [True, True]
    assert not any(same[:-2])


@pytest.mark.parametrize(
    ("unfit", "why"), [({"augmentation": None}, "augmentation"), ({"architecture": "study"}, "fully convolutional")]
)
def test_a_recipe_that_cannot_learn_so_is_refused(unfit, why):
    recipe = replace(RECIPE, **unfit)

    with pytest.raises(TrainerError, match=why):
        barlow_twins.pretrain(architectures.build(recipe), recipe, IMAGES, seed=0)
