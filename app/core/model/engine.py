"""The LiteRT interpreter, and nothing else that knows of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.core.errors import BundleError
from app.core.model.bundle import MODEL_FILE, Bundle, read_checked
from app.core.records import Scores

LOGITS, EVIDENCE = "logits", "evidence"
"""Names of the model's two outputs in its serving signature."""

_STDERR = 2

_stderr_lock = threading.Lock()


Held = TypeVar("Held")


class Network:
    """One interpreter; serves one thread at a time, so take one for each worker (see `of_thread`)."""

    def __init__(self, model: bytes, outputs: frozenset[str], *, threads: int = 1) -> None:
        """Load a network.

        Args:
            model: the bytes of a `.tflite` file whose serving signature takes one tensor.
            outputs: the names of what it gives.
            threads: that one `run` may use.

        Raises:
            BundleError: `model_incompatible`.
        """
        # LiteRT takes 0.2 s to import, and `kifua --help` needs none of it.
        from ai_edge_litert.interpreter import Interpreter

        try:
            with _quiet_stderr():
                # The interpreter must outlive its runner.
                self._interpreter = Interpreter(model_content=model, num_threads=threads)
                self._interpreter.allocate_tensors()
            self._runner: Any = self._interpreter.get_signature_runner()
            (self._input,) = self._runner.get_input_details()
            if set(self._runner.get_output_details()) != outputs:
                raise ValueError(f"its outputs are not {' and '.join(sorted(outputs, reverse=True))}")
        except (ValueError, RuntimeError) as error:
            raise BundleError("model_incompatible", detail=str(error).splitlines()[0]) from error

    def run(self, tensor: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        """Return every output for one input, by name, without its first axis."""
        outputs = self._runner(**{self._input: tensor})
        return {name: np.array(output[0]) for name, output in outputs.items()}


class Engine:
    """The network that judges; one for each worker (see `engine_for`)."""

    def __init__(self, model: bytes, *, threads: int = 1) -> None:
        """Load a model.

        Args:
            model: the bytes of a `.tflite` file whose serving signature takes uint8 (1, S, S, 1) and gives float32
                `logits` (1, C) and `evidence` (1, h, w, C).
            threads: that one `run` may use.

        Raises:
            BundleError: `model_incompatible`.
        """
        self._network = Network(model, frozenset((LOGITS, EVIDENCE)), threads=threads)

    def run(self, model_input: NDArray[np.uint8]) -> Scores:
        """Score one input.

        Args:
            model_input: uint8, shape (1, S, S, 1), as `app.core.imaging.preprocess.to_model_input` makes it.
        """
        outputs = self._network.run(model_input)
        return Scores(outputs[LOGITS], outputs[EVIDENCE])


_held = threading.local()


def of_thread(place: str, key: object, make: Callable[[], Held]) -> Held:
    """Return what the calling thread holds in a place, made anew when the key is not the one that it was made for."""
    held: tuple[object, Held] | None = getattr(_held, place, None)
    if held is None or held[0] != key:
        held = key, make()
        setattr(_held, place, held)
    return held[1]


def engine_for(folder: Path, bundle: Bundle) -> Engine:
    """Return the calling thread's own engine for a bundle, made at its first call.

    Raises:
        BundleError: the model file is absent, changed, or cannot be loaded.
    """
    digest = bundle.files[MODEL_FILE]
    return of_thread("engine", digest, lambda: Engine(read_checked(folder, MODEL_FILE, digest)))


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Keep LiteRT's `INFO: Created TensorFlow Lite XNNPACK delegate for CPU` from the user's screen.

    LiteRT has no setting for it and writes past Python, so the file descriptor itself is turned away meanwhile.
    """
    with _stderr_lock:
        try:
            kept = os.dup(_STDERR)
        except OSError:  # a program without a console has none
            yield
            return
        try:
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), _STDERR)
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)
