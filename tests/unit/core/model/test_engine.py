"""The engine scores by the shipped model from any thread, and refuses other files."""

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from app.core.errors import BundleError
from app.core.imaging.preprocess import load_radiograph, to_model_input
from app.core.model import engine as engine_module
from app.core.model.bundle import MODEL_FILE, load_bundle
from app.core.model.engine import Engine, load_engine
from tests.helpers.bundles import copied, with_model
from tests.helpers.pictures import SAMPLE


@pytest.fixture
def tensor(bundle):
    spec = load_bundle(bundle).preprocess
    return to_model_input(load_radiograph(SAMPLE, spec), spec)


def test_there_is_a_logit_for_each_label(bundle, tensor):
    shipped = load_bundle(bundle)
    assert load_engine(bundle, shipped).run(tensor).logits.shape == (len(shipped.labels),)


def test_the_evidence_is_a_map_for_each_label(bundle, tensor):
    shipped = load_bundle(bundle)
    evidence = load_engine(bundle, shipped).run(tensor).evidence
    assert evidence.ndim == 3
    assert evidence.shape[2] == len(shipped.labels)


def test_the_mean_of_the_evidence_is_the_logits(bundle, tensor):
    scores = load_engine(bundle, load_bundle(bundle)).run(tensor)
    np.testing.assert_allclose(scores.evidence.mean((0, 1)), scores.logits, atol=1e-4)


def test_scores_do_not_change_under_the_caller_at_the_next_run(bundle, tensor):
    engine = load_engine(bundle, load_bundle(bundle))
    first = engine.run(tensor)
    kept = first.logits.copy(), first.evidence.copy()
    engine.run(np.zeros_like(tensor))
    np.testing.assert_array_equal(first.logits, kept[0])
    np.testing.assert_array_equal(first.evidence, kept[1])


def test_the_same_picture_scores_the_same(bundle, tensor):
    engine = load_engine(bundle, load_bundle(bundle))
    first = engine.run(tensor).logits
    engine.run(np.zeros_like(tensor))
    np.testing.assert_array_equal(engine.run(tensor).logits, first)


def test_threads_that_share_an_engine_get_what_one_gets(bundle, tensor):
    engine = load_engine(bundle, load_bundle(bundle))
    tensors = [np.roll(tensor, shift, axis=2) for shift in range(40)]
    with ThreadPoolExecutor(4) as executor:
        shared = list(executor.map(engine.run, tensors))
    for scores, each in zip(shared, tensors, strict=True):
        np.testing.assert_array_equal(scores.logits, engine.run(each).logits)


def test_an_engine_loads_no_more_interpreters_than_run_at_once(bundle, tensor, monkeypatch):
    loaded = []

    class Counted(engine_module._Interpreter):
        def __init__(self, *arguments):
            loaded.append(self)
            super().__init__(*arguments)

    monkeypatch.setattr(engine_module, "_Interpreter", Counted)
    engine = load_engine(bundle, load_bundle(bundle))
    for _ in range(3):  # threads that come and go, as one for each batch
        with ThreadPoolExecutor(1) as executor:
            executor.submit(engine.run, tensor).result()
    assert len(loaded) == 1


def test_an_engine_scores_the_same_after_pickling(bundle, tensor):
    engine = load_engine(bundle, load_bundle(bundle))
    copy = pickle.loads(pickle.dumps(engine))
    np.testing.assert_array_equal(copy.run(tensor).logits, engine.run(tensor).logits)


@pytest.mark.parametrize("model", [b"", b"garbage", bytes(4096), b"\x1c\0\0\0TFL3" + bytes(2000)])
def test_what_is_no_model_is_incompatible(bundle, tmp_path, model):
    folder = with_model(bundle, tmp_path / "copy", model)
    with pytest.raises(BundleError, match="model_incompatible"):
        load_engine(folder, load_bundle(folder))


def test_a_model_for_inputs_of_another_size_is_incompatible(bundle, tmp_path):
    folder = copied(bundle, tmp_path / "copy", lambda content: content["preprocess"].update(size_px=64))
    with pytest.raises(BundleError, match="model_incompatible"):
        load_engine(folder, load_bundle(folder))


def test_a_cut_model_is_incompatible(bundle):
    with pytest.raises(BundleError, match="model_incompatible"):
        Engine((bundle / MODEL_FILE).read_bytes()[:100_000])


def test_a_model_that_changed_since_the_bundle_was_read_is_damaged(bundle, tmp_path):
    folder = with_model(bundle, tmp_path / "copy", b"first")
    read = load_bundle(folder)
    (folder / MODEL_FILE).write_bytes(b"second")
    with pytest.raises(BundleError, match="model_damaged"):
        load_engine(folder, read)


def test_loading_leaves_the_error_stream_as_it_was(bundle, capfd):
    Engine((bundle / MODEL_FILE).read_bytes())
    os.write(2, b"still here")
    assert capfd.readouterr().err == "still here"


WRITE_DURING_THE_FIRST_LOAD = """
import os, sys, threading
from pathlib import Path
from ai_edge_litert import interpreter
from app.core.model.engine import Engine

model = Path(sys.argv[1]).read_bytes()
allocate = interpreter.Interpreter.allocate_tensors
loading, written = threading.Event(), threading.Event()

def allocate_slowly(self):
    loading.set()
    assert written.wait(60)
    allocate(self)

def write():
    assert loading.wait(60)
    os.write(2, b"a line of another thread\\n")
    written.set()

interpreter.Interpreter.allocate_tensors = allocate_slowly
threading.Thread(target=write).start()
Engine(model)
Engine(model)
"""


def test_a_line_that_another_thread_writes_during_the_first_load_is_kept(bundle):
    command = [sys.executable, "-c", WRITE_DURING_THE_FIRST_LOAD, bundle / MODEL_FILE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == "a line of another thread\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs descriptor 2 to be closed")
@pytest.mark.parametrize(
    "spoil",
    ["os.close(2)", "os.dup2(os.open(os.devnull, os.O_RDONLY), 2)"],
    ids=["closed", "not to be written, as in a Windows program without a console"],
)
def test_a_program_without_an_error_stream_loads(bundle, spoil):
    code = (
        f"import os, sys; from pathlib import Path; from app.core.model.engine import Engine; {spoil};"
        "Engine(Path(sys.argv[1]).read_bytes()); print('loaded')"
    )
    command = [sys.executable, "-c", code, bundle / MODEL_FILE]
    assert subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout == "loaded\n"
