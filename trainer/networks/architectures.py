"""Network architectures: each takes uint8-range images (B, S, S, 1), rescales them inside, and gives logits."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers, ops

from trainer.errors import TrainerError
from trainer.networks import efficientnet
from trainer.networks.efficientnet import BatchNormalization
from trainer.networks.recipes.recipe import Recipe

EVIDENCE = "evidence"
"""Name of the layer whose maps average exactly to the logits."""

RESIDUAL_STAGES = ((32, 2), (64, 2), (96, 1))
"""Width and stride of each pair of blocks; the last keeps its size, for an evidence map of S / 8 points a side."""

STUDY_WIDTHS = {"study": (32, 64, 128), "study-deep": (32, 64, 128, 128)}
"""Width of each pair of convolutions; the study does not give them."""

STUDY_DENSE = {"study": (128,), "study-deep": (128, 64)}
"""Width of each dense layer but the last."""


def build(recipe: Recipe) -> keras.Model:
    """Build the network of a recipe, in the recipe's precision.

    Returns:
        A model from (B, S, S, 1), grey 0..255, to logits: (B, 1), pneumonia, for 2 classes; (B, 3), normal, bacterial
        and viral, for 3.
    """
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(recipe.precision)
    try:
        return ARCHITECTURES[recipe.architecture](recipe)
    finally:
        keras.config.set_dtype_policy(before)


def to_float32(network: keras.Model) -> keras.Model:
    """Return a copy of a network with the same weights that computes in float32."""

    def plain(layer: Any) -> Any:
        return type(layer).from_config({**layer.get_config(), "dtype": "float32"})

    copy = keras.models.clone_model(network, clone_function=plain)
    copy.set_weights(network.get_weights())
    return copy


def with_evidence(model: keras.Model) -> keras.Model:
    """Return a network that sees each picture and its mirror image, and gives the mean of what the two say.

    Both have the same weights. A chest is not symmetric, but signs of pneumonia are signs on either side.

    Args:
        model: from images (B, S, S, 1) to logits, with a fully convolutional head.

    Returns:
        A model of two outputs: `evidence` (B, h, w, C), laid over the picture as it is, and its mean, `logits` (B, C).

    Raises:
        TrainerError: the head is not fully convolutional, so that no map averages to its logits.
    """
    one_view = keras.Model(model.input, evidence_layer(model).output, name="one_view")
    image = keras.Input(model.input_shape[1:])
    views = layers.Concatenate(axis=0, name="views")([image, ops.flip(image, axis=2)])
    seen, mirrored = ops.split(one_view(views), 2, axis=0)
    evidence = ops.mean(ops.stack([seen, ops.flip(mirrored, axis=2)]), axis=0)
    outputs = {"logits": ops.mean(evidence, axis=(1, 2)), "evidence": evidence}
    return keras.Model(image, outputs, name="network")  # names of their own: the same run gives the same file


def trunk_of(network: keras.Model) -> keras.Model:
    """Return the part of a network below its evidence map, from images to features (B, h, w, F); weights are shared.

    Raises:
        TrainerError: as `with_evidence` does.
    """
    return keras.Model(network.input, evidence_layer(network).input)


def evidence_layer(network: keras.Model) -> layers.Layer:
    """Return the convolution whose output is the evidence map of one view.

    Raises:
        TrainerError: as `with_evidence` does.
    """
    if not any(layer.name == EVIDENCE for layer in network.layers):
        raise TrainerError(
            "Only a network with a fully convolutional head has an evidence map, as the shipped one must."
        )
    return network.get_layer(EVIDENCE)


def _logits(recipe: Recipe) -> int:
    return 1 if recipe.classes == 2 else recipe.classes


def _study(recipe: Recipe) -> keras.Model:
    """The published study's networks: pairs of convolutions, each pooled, then dense layers, ReLU throughout."""
    penalty = keras.regularizers.L2(recipe.l2) if recipe.l2 else None
    image = keras.Input((recipe.input_px, recipe.input_px, 1))
    x = layers.Rescaling(1 / 255)(image)
    for width in STUDY_WIDTHS[recipe.architecture]:
        for _ in range(2):
            x = layers.Conv2D(width, 3, padding="same", activation="relu", kernel_regularizer=penalty)(x)
        x = layers.MaxPooling2D()(x)
        if recipe.dropout:
            x = layers.Dropout(recipe.dropout)(x)
    x = layers.Flatten()(x)
    for width in STUDY_DENSE[recipe.architecture]:
        x = layers.Dense(width, activation="relu", kernel_regularizer=penalty)(x)
    if recipe.dropout:
        x = layers.Dropout(2 * recipe.dropout)(x)
    return keras.Model(image, layers.Dense(_logits(recipe), name="logits", kernel_regularizer=penalty)(x))


def _residual(recipe: Recipe) -> keras.Model:
    """A small residual CNN; a 1 × 1 convolution makes class maps, whose global average is the logits."""
    excite = recipe.architecture == "residual-se"
    image = keras.Input((recipe.input_px, recipe.input_px, 1))
    x = _mask_ring(layers.Rescaling(1 / 127.5, offset=-1.0)(image), recipe)
    x = _convolve(x, 24, 3, strides=2)
    for width, strides in RESIDUAL_STAGES:
        x = _block(x, width, strides=strides, excite=excite)
        x = _block(x, width, strides=1, excite=excite)
    maps = layers.Conv2D(_logits(recipe), 1, name=EVIDENCE, dtype="float32")(x)
    return keras.Model(image, layers.GlobalAveragePooling2D(name="logits", dtype="float32")(maps))


def _efficientnet(recipe: Recipe) -> keras.Model:
    """The trunk of EfficientNet-Lite0 under the same head as the residual CNN: an evidence map of S / 16 a side."""
    image = keras.Input((recipe.input_px, recipe.input_px, 1))
    x = efficientnet.trunk(_mask_ring(efficientnet.rescale(image), recipe))
    x = layers.Dropout(recipe.dropout)(x)
    maps = layers.Conv2D(_logits(recipe), 1, name=EVIDENCE, dtype="float32")(x)
    network = keras.Model(image, layers.GlobalAveragePooling2D(name="logits", dtype="float32")(maps))
    if recipe.pretrained:
        efficientnet.load_pretrained(network)
    return network


def _mask_ring(x: Any, recipe: Recipe) -> Any:
    """Put the middle grey, which is zero, in place of the ring of rescaled images, if the recipe says so.

    The edge is hard: it is the same in every image, and so it tells nothing.
    """
    if not recipe.masked_ring:
        return x
    depth = round(recipe.masked_ring * recipe.input_px)
    return layers.ZeroPadding2D(depth)(layers.Cropping2D(depth)(x))


def _convolve(x: Any, width: int, size: int, *, strides: int = 1, relu: bool = True) -> Any:
    x = layers.Conv2D(width, size, strides=strides, padding="same", use_bias=False)(x)
    x = BatchNormalization()(x)
    return layers.ReLU()(x) if relu else x


def _block(x: Any, width: int, *, strides: int, excite: bool) -> Any:
    """Two 3 × 3 convolutions and a shortcut (He et al. 2016, arXiv:1512.03385)."""
    same = strides == 1 and x.shape[-1] == width
    shortcut = x if same else _convolve(x, width, 1, strides=strides, relu=False)
    x = _convolve(x, width, 3, strides=strides)
    x = _convolve(x, width, 3, relu=False)
    if excite:
        x = _excite(x)
    return layers.ReLU()(layers.Add()([x, shortcut]))


def _excite(x: Any) -> Any:
    """Weigh the channels by what the whole picture says (squeeze and excitation: Hu et al. 2018, arXiv:1709.01507)."""
    width = x.shape[-1]
    squeezed = layers.GlobalAveragePooling2D(keepdims=True)(x)
    weights = layers.Conv2D(width // 8, 1, activation="relu")(squeezed)
    return layers.Multiply()([x, layers.Conv2D(width, 1, activation="sigmoid")(weights)])


ARCHITECTURES = {
    "study": _study,
    "study-deep": _study,
    "residual": _residual,
    "residual-se": _residual,
    "efficientnet-lite0": _efficientnet,
}
