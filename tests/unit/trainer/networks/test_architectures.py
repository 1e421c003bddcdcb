from dataclasses import replace

import keras
import numpy as np
import pytest

from trainer.errors import TrainerError
from trainer.images.frame import RING, ring_mask
from trainer.networks import architectures, efficientnet
from trainer.networks.recipes import RECIPES, SHIPPED, STUDY

GREY = np.random.default_rng(0).integers(0, 256, (2, 64, 64, 1)).astype(np.float32)
SMALL = replace(SHIPPED, input_px=64)
STATISTICS = ("gamma", "beta", "mean", "variance")


@pytest.fixture(scope="module")
def pretrained():
    return architectures.build(SMALL)


def test_every_layer_of_the_pretrained_trunk_has_its_stored_weights(pretrained):
    with np.load(efficientnet.WEIGHTS) as stored:
        expected = {name: stored[name] for name in stored}
    learned = {layer.name: layer.get_weights() for layer in pretrained.layers if layer.get_weights()}
    head = learned.pop(architectures.EVIDENCE)

    assert {name.split("/")[0] for name in expected} == learned.keys()
    for name, weights in learned.items():
        wanted = [expected[name]] if name in expected else [expected[f"{name}/{each}"] for each in STATISTICS]
        assert all(np.array_equal(one.astype(np.float16), other) for one, other in zip(weights, wanted, strict=True))
    assert np.isfinite(head[0]).all()


def test_without_pretraining_the_weights_are_drawn_by_the_seed():
    recipe = replace(SMALL, pretrained=False)
    keras.utils.set_random_seed(1)

    drawn = architectures.build(recipe).get_layer("stem").get_weights()[0]

    with np.load(efficientnet.WEIGHTS) as stored:
        assert not np.allclose(drawn, stored["stem"], atol=0.01)


@pytest.mark.parametrize("architecture", ["residual", "residual-se", "efficientnet-lite0"])
def test_the_evidence_map_averages_to_the_logits(architecture):
    network = architectures.with_evidence(
        architectures.build(replace(SMALL, architecture=architecture, pretrained=False))
    )

    outputs = network.predict(GREY, verbose=0)

    assert np.allclose(outputs["evidence"].mean(axis=(1, 2)), outputs["logits"], atol=1e-5)


def test_a_mirrored_picture_gets_the_same_logits_and_the_mirrored_map():
    network = architectures.with_evidence(architectures.build(replace(SMALL, architecture="residual")))
    shaded = GREY * np.linspace(0, 1, GREY.shape[2])[None, None, :, None]

    seen, mirrored = (network.predict(images, verbose=0) for images in (shaded, shaded[:, :, ::-1]))

    assert np.allclose(seen["logits"], mirrored["logits"], atol=1e-5)
    assert np.allclose(seen["evidence"], mirrored["evidence"][:, :, ::-1], atol=1e-5)
    assert not np.allclose(seen["evidence"], mirrored["evidence"], atol=1e-3)


@pytest.mark.parametrize("architecture", ["residual", "efficientnet-lite0"])
def test_a_masked_ring_is_not_seen_and_what_lies_inside_is(architecture):
    recipe = replace(SMALL, architecture=architecture, masked_ring=RING)
    network = architectures.with_evidence(architectures.build(recipe))
    ring = ring_mask(64)[None, :, :, None]

    as_it_is, other_ring, other_inside = (
        network.predict(images, verbose=0)
        for images in (GREY, np.where(ring, 255 - GREY, GREY), np.where(ring, GREY, 255 - GREY))
    )

    assert np.array_equal(as_it_is["logits"], other_ring["logits"])
    assert not np.allclose(as_it_is["logits"], other_inside["logits"])
    assert np.allclose(as_it_is["evidence"].mean(axis=(1, 2)), as_it_is["logits"], atol=1e-5)


def test_the_middle_grey_stands_in_place_of_a_masked_ring():
    keras.utils.set_random_seed(0)
    plain = architectures.build(SMALL)
    masked = architectures.build(replace(SMALL, masked_ring=RING))
    masked.set_weights(plain.get_weights())
    painted = np.where(ring_mask(64)[None, :, :, None], 127, GREY)

    expected = plain.predict(painted, verbose=0)
    assert np.allclose(masked.predict(GREY, verbose=0), expected, atol=1e-4)
    assert not np.allclose(plain.predict(GREY, verbose=0), expected, atol=1e-2)


def test_a_network_with_dense_layers_has_no_evidence_map():
    with pytest.raises(TrainerError, match="evidence map"):
        architectures.with_evidence(architectures.build(STUDY[0]))


def test_a_network_trained_in_bfloat16_computes_the_same_in_float32():
    fast = architectures.build(replace(SMALL, architecture="residual", precision="mixed_bfloat16"))

    exact = architectures.to_float32(fast)

    assert {layer.compute_dtype for layer in exact.layers} == {"float32"}
    assert np.allclose(exact.predict(GREY, verbose=0), fast.predict(GREY, verbose=0), atol=0.1)


def test_building_leaves_the_precision_of_other_networks_alone():
    architectures.build(replace(RECIPES["trial-plain"], input_px=32))

    assert keras.config.dtype_policy().name == "float32"
