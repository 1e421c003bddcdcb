"""A trained network to the quantised LiteRT file: uint8 in, int8 inside, float out."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from app.core.engine import EVIDENCE, LOGITS
from trainer.errors import TrainerError
from trainer.models import with_evidence

CALIBRATION_IMAGES = 400
"""How many training images set the ranges of the activations."""


def to_int8(network: keras.Model, images: NDArray[np.uint8]) -> bytes:
    """Convert a network to a LiteRT file.

    Weights and activations are int8. Only the last step, the average of the evidence map, is kept in float: the map's
    mean is then the logit to the last bit, and the score has no steps of 1/256.

    Args:
        network: from grey images to logits, with a fully convolutional head.
        images: uint8 (N, S, S, 1), from the training part, to set the ranges by.

    Returns:
        The bytes of a `.tflite` file with input `image` and outputs `logits` and `evidence`.

    Raises:
        TrainerError: Keras does not run on TensorFlow, which alone can convert.
    """
    if keras.backend.backend() != "tensorflow":
        raise TrainerError("The export needs TensorFlow: set KERAS_BACKEND=tensorflow. Runs of any backend will do.")
    import tensorflow as tf  # takes seconds to import

    sample = images[:: max(len(images) // CALIBRATION_IMAGES, 1)]

    def ranges() -> Iterator[dict[str, Any]]:
        for image in sample:
            yield {"image": image[None]}

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"(?s).*tf\.lite\.Interpreter is deprecated")
        _save_for_serving(network, folder)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=["serve"])
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = ranges
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.uint8
        converter.inference_output_type = tf.float32
        options = tf.lite.experimental.QuantizationDebugOptions(denylisted_ops=["MEAN"])
        debugger = tf.lite.experimental.QuantizationDebugger(
            converter=converter, debug_dataset=ranges, debug_options=options
        )
        return bytes(debugger.get_nondebug_quantized_model())


def _save_for_serving(network: keras.Model, folder: str | os.PathLike[str]) -> None:
    import tensorflow as tf

    both = with_evidence(network)

    def serve(image: Any) -> dict[str, Any]:
        outputs = both(tf.cast(image, tf.float32), training=False)
        return {LOGITS: outputs["logits"], EVIDENCE: outputs["evidence"]}

    archive = keras.export.ExportArchive()
    archive.track(both)
    shape = (1, *network.input_shape[1:])
    archive.add_endpoint("serve", serve, input_signature=[tf.TensorSpec(shape, tf.uint8, name="image")])
    archive.write_out(folder, verbose=False)
