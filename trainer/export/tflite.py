"""A trained network to a LiteRT file of one of four formats; all take uint8 in and give float32 out."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from app.core.model.engine import EVIDENCE, LOGITS, Engine
from trainer.errors import TrainerError
from trainer.networks.architectures import evidence_layer, with_evidence

CALIBRATION_IMAGES = 400
"""How many training images set the ranges of the activations."""

Ranges = Callable[[], Iterator[dict[str, Any]]]


class Format(StrEnum):
    """How a file holds its numbers, by the name in tables."""

    FLOAT32 = "float32"
    FLOAT16 = "float16"
    DYNAMIC = "dynamic range"
    INT8 = "int8"


SHIPPED = Format.INT8
"""The format of a bundle's file."""


def to_int8(network: keras.Model, images: NDArray[np.uint8]) -> bytes:
    """Convert a network to the format that is shipped; see `convert`."""
    return convert(network, images, (SHIPPED,))[SHIPPED]


def convert(
    network: keras.Model, images: NDArray[np.uint8], forms: Sequence[Format] = tuple(Format)
) -> dict[Format, bytes]:
    """Convert a network to LiteRT files.

    float32 keeps every number; float16 halves the weights; dynamic range has int8 weights, and activations that are
    quantised as they come; int8 has int8 weights and activations throughout. There, only the last step, the average of
    the evidence map, is kept in float: the map's mean is then the logit to the last bit, and the score has no steps of
    1/256. What rounding adds to the logits on average is taken from the last layer's bias (bias correction: Nagel et
    al. 2019, arXiv:1906.04721).

    Args:
        network: from grey images to logits, with a fully convolutional head.
        images: uint8 (N, S, S, 1), from the training part, to set the ranges of the activations by; int8 alone needs
            them.
        forms: of the files.

    Returns:
        Of each form the bytes of a `.tflite` file with input `image`, uint8, and outputs `logits` and `evidence`,
        float32.

    Raises:
        TrainerError: Keras does not run on TensorFlow, which alone can convert; or the network has no evidence map.
    """
    if keras.backend.backend() != "tensorflow":
        raise TrainerError("The export needs TensorFlow: set KERAS_BACKEND=tensorflow. Runs of any backend will do.")
    sample = images[:: max(len(images) // CALIBRATION_IMAGES, 1)]

    def ranges() -> Iterator[dict[str, Any]]:
        for image in sample:
            yield {"image": image[None]}

    served = with_evidence(network)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"(?s).*tf\.lite\.Interpreter is deprecated")
        files = _convert_all(served, forms, ranges)
        if Format.INT8 in forms:
            with _shifted_bias(network, -_mean_error(files[Format.INT8], served, sample)):
                files |= _convert_all(served, (Format.INT8,), ranges)
    return files


def _mean_error(file: bytes, served: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return how far the logits of a file lie above those of its network, on average, shape (C,)."""
    engine = Engine(file)
    return np.mean([engine.run(image[None]).logits for image in images], axis=0) - np.mean(
        [served.predict_on_batch(image[None])[LOGITS][0] for image in images], axis=0
    )


@contextmanager
def _shifted_bias(network: keras.Model, by: NDArray[np.float32]) -> Iterator[None]:
    """Add to the bias of a network's evidence map for as long as the context lasts."""
    layer = evidence_layer(network)
    kernel, bias = layer.get_weights()
    layer.set_weights([kernel, bias + by])
    try:
        yield
    finally:
        layer.set_weights([kernel, bias])


def _convert_all(served: keras.Model, forms: Sequence[Format], ranges: Ranges) -> dict[Format, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        _save_for_serving(served, folder)
        return {form: _convert_form(folder, form, ranges) for form in forms}


def _convert_form(folder: str, form: Format, ranges: Ranges) -> bytes:
    import tensorflow as tf  # takes seconds to import

    converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=["serve"])
    if form is Format.INT8:
        return _int8(converter, ranges)
    if form is not Format.FLOAT32:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if form is Format.FLOAT16:
        converter.target_spec.supported_types = [tf.float16]
    return bytes(converter.convert())


def _int8(converter: Any, ranges: Ranges) -> bytes:
    import tensorflow as tf

    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = ranges
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.uint8
    converter.inference_output_type = tf.float32
    # Only the debugger can leave one kind of operation in float.
    options = tf.lite.experimental.QuantizationDebugOptions(denylisted_ops=["MEAN"])
    debugger = tf.lite.experimental.QuantizationDebugger(
        converter=converter, debug_dataset=ranges, debug_options=options
    )
    return bytes(debugger.get_nondebug_quantized_model())


def _save_for_serving(served: keras.Model, folder: str) -> None:
    import tensorflow as tf

    def serve(image: Any) -> dict[str, Any]:
        outputs = served(tf.cast(image, tf.float32), training=False)
        return {LOGITS: outputs["logits"], EVIDENCE: outputs["evidence"]}

    archive = keras.export.ExportArchive()
    archive.track(served)
    shape = (1, *served.input_shape[1:])
    archive.add_endpoint("serve", serve, input_signature=[tf.TensorSpec(shape, tf.uint8, name="image")])
    archive.write_out(folder, verbose=False)
