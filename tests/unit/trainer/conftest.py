"""What the tests of the trainer share."""

import pytest


@pytest.fixture(scope="module")
def eager():
    """Run networks operation by operation: to compile one takes five times as long as the few steps of a test."""
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)
