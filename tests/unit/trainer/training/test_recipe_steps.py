"""Every recipe, built and trained for two steps at its own size."""

from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.learning import arrays
from trainer.networks.recipes import RECIPES
from trainer.training import loop, run_folder


@pytest.fixture(params=["eager", pytest.param("compiled", marks=pytest.mark.slow)])
def mode(request):
    """Operation by operation, and as it is trained: compiled."""
    tf.config.run_functions_eagerly(request.param == "eager")
    yield
    tf.config.run_functions_eagerly(False)


@pytest.mark.usefixtures("mode")
@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_every_recipe_builds_and_trains_two_steps(recipe, tmp_path):
    unlabelled = min(recipe.unlabelled_epochs, 1)
    short = replace(
        recipe, epochs=1, steps_per_epoch=2, batch_size=4, validation_images=4, unlabelled_epochs=unlabelled
    )
    short = replace(short, teachers=0)

    history = loop.fit(short, arrays(recipe), arrays(recipe), tmp_path, seed=0)

    assert len(history) == 1
    assert np.isfinite(history[0]["val_loss"])
    assert run_folder.load_last_network(tmp_path).input_shape == (None, recipe.input_px, recipe.input_px, 1)
