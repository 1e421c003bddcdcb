"""What the tests of the trainer share."""

import pytest


@pytest.fixture(scope="module")
def eager():
    """Run networks operation by operation: to compile one takes five times as long as the few steps of a test."""
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)


@pytest.fixture(scope="module")
def small_networks():
    """Let the residual networks be of two blocks: they do what the larger ones do in a third of the time."""
    from trainer.networks import architectures

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(architectures, "RESIDUAL_STAGES", ((8, 2),))
        yield
