"""The shipped model runs, and what is no model is refused."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from app.core.errors import BundleError
from app.core.imaging.preprocess import load, to_model_input
from app.core.model.bundle import MODEL_FILE, load_bundle
from app.core.model.engine import Engine, engine_for
from tests.helpers.bundles import with_model
from tests.helpers.pictures import SAMPLE


@pytest.fixture
def tensor(bundle):
    spec = load_bundle(bundle).preprocess
    return to_model_input(load(SAMPLE, spec), spec)


def test_there_is_a_logit_for_each_label(bundle, tensor):
    shipped = load_bundle(bundle)
    assert engine_for(bundle, shipped).run(tensor).logits.shape == (len(shipped.labels),)


def test_the_evidence_is_a_map_for_each_label(bundle, tensor):
    shipped = load_bundle(bundle)
    evidence = engine_for(bundle, shipped).run(tensor).evidence
    assert evidence.ndim == 3
    assert evidence.shape[2] == len(shipped.labels)


def test_the_mean_of_the_evidence_is_the_logits(bundle, tensor):
    scores = engine_for(bundle, load_bundle(bundle)).run(tensor)
    np.testing.assert_allclose(scores.evidence.mean((0, 1)), scores.logits, atol=1e-4)


def test_scores_do_not_change_under_the_caller_at_the_next_run(bundle, tensor):
    engine = engine_for(bundle, load_bundle(bundle))
    first = engine.run(tensor)
    kept = first.logits.copy(), first.evidence.copy()
    engine.run(np.zeros_like(tensor))
    np.testing.assert_array_equal(first.logits, kept[0])
    np.testing.assert_array_equal(first.evidence, kept[1])


def test_the_same_picture_scores_the_same(bundle, tensor):
    engine = engine_for(bundle, load_bundle(bundle))
    first = engine.run(tensor).logits
    engine.run(np.zeros_like(tensor))
    np.testing.assert_array_equal(engine.run(tensor).logits, first)


def test_one_thread_keeps_its_engine(bundle):
    shipped = load_bundle(bundle)
    assert engine_for(bundle, shipped) is engine_for(bundle, shipped)


def test_another_thread_has_an_engine_of_its_own(bundle):
    shipped = load_bundle(bundle)
    with ThreadPoolExecutor(1) as executor:
        theirs = executor.submit(engine_for, bundle, shipped).result()
    assert theirs is not engine_for(bundle, shipped)


@pytest.mark.parametrize("model", [b"", b"garbage", bytes(4096), b"\x1c\0\0\0TFL3" + bytes(2000)])
def test_what_is_no_model_is_incompatible(bundle, tmp_path, model):
    folder = with_model(bundle, tmp_path / "copy", model)
    with pytest.raises(BundleError, match="model_incompatible"):
        engine_for(folder, load_bundle(folder))


def test_a_cut_model_is_incompatible(bundle):
    with pytest.raises(BundleError, match="model_incompatible"):
        Engine((bundle / MODEL_FILE).read_bytes()[:100_000])


def test_a_model_that_changed_since_the_bundle_was_read_is_damaged(bundle, tmp_path):
    folder = with_model(bundle, tmp_path / "copy", b"first")
    read = load_bundle(folder)
    (folder / MODEL_FILE).write_bytes(b"second")
    with pytest.raises(BundleError, match="model_damaged"):
        engine_for(folder, read)


def test_loading_leaves_the_error_stream_as_it_was(bundle, capfd):
    Engine((bundle / MODEL_FILE).read_bytes())
    os.write(2, b"still here")
    assert capfd.readouterr().err == "still here"
