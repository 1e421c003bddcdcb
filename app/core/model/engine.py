"""LiteRT networks, for any number of threads; the only module that imports LiteRT."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.errors import BundleError
from app.core.model.bundle import MODEL_FILE, Bundle, read_verified
from app.core.records import Scores

LOGITS, EVIDENCE = "logits", "evidence"
"""Names of the model's two outputs in its serving signature."""

_NOTICE = b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU."
_STDERR = 2

_first_load, _notice_given = threading.Lock(), threading.Event()


class Network:
    """A LiteRT network that any number of threads may run at the same time.

    An interpreter serves one run at a time. Those that are idle are kept for the next run, so that there are as many as
    runs were ever under way at once. A pickled network carries the model and loads new interpreters where it arrives.

    Attributes:
        model: the bytes of the `.tflite` file.
        input_shape: of the one input.
        output_shapes: by name.
    """

    def __init__(self, model: bytes, outputs: frozenset[str]) -> None:
        """Load a network.

        Args:
            model: the bytes of a `.tflite` file whose serving signature takes one tensor.
            outputs: the names of the signature's outputs.

        Raises:
            BundleError: `model_incompatible`.
        """
        self.model = model
        self._outputs = outputs
        interpreter = _Interpreter(model, outputs)
        self.input_shape, self.output_shapes = interpreter.input_shape, interpreter.output_shapes
        self._idle = [interpreter]

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_idle": []}

    def run(self, tensor: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        """Return every output for one input, by name, without its first axis."""
        try:
            interpreter = self._idle.pop()
        except IndexError:
            interpreter = _Interpreter(self.model, self._outputs)
        outputs = interpreter.run(tensor)
        self._idle.append(interpreter)
        return outputs


class _Interpreter:
    """One loaded copy of a network; serves one run at a time."""

    def __init__(self, model: bytes, outputs: frozenset[str]) -> None:
        # LiteRT takes 0.2 s to import, and `kifua --help` needs none of it.
        from ai_edge_litert.interpreter import Interpreter

        try:
            # The interpreter must outlive its runner.
            self._interpreter = Interpreter(model_content=model, num_threads=1)
            _load_without_notice(self._interpreter.allocate_tensors)
            self._runner: Any = self._interpreter.get_signature_runner()
            ((self._input, details),) = self._runner.get_input_details().items()
            self.input_shape = tuple(map(int, details["shape"]))
            found = self._runner.get_output_details()
            self.output_shapes = {name: tuple(map(int, each["shape"])) for name, each in found.items()}
            if set(found) != outputs:
                raise ValueError(f"its outputs are not {' and '.join(sorted(outputs, reverse=True))}")
        except (ValueError, RuntimeError) as error:
            raise BundleError("model_incompatible", detail=str(error).splitlines()[0]) from error

    def run(self, tensor: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        outputs = self._runner(**{self._input: tensor})
        return {name: np.array(output[0]) for name, output in outputs.items()}


class Engine:
    """The network that scores radiographs; serves any thread."""

    def __init__(self, model: bytes) -> None:
        """Load a model.

        Args:
            model: the bytes of a `.tflite` file whose serving signature takes uint8 (1, S, S, 1) and gives float32
                `logits` (1, C) and `evidence` (1, h, w, C).

        Raises:
            BundleError: `model_incompatible`.
        """
        self._network = Network(model, frozenset((LOGITS, EVIDENCE)))

    def run(self, model_input: NDArray[np.uint8]) -> Scores:
        """Score one input.

        Args:
            model_input: uint8, shape (1, S, S, 1), as `app.core.imaging.preprocess.to_model_input` makes it.
        """
        outputs = self._network.run(model_input)
        return Scores(outputs[LOGITS], outputs[EVIDENCE])

    def fits(self, size_px: int, class_count: int) -> bool:
        """Tell whether the network takes square inputs of this side, and gives a logit for each of so many classes."""
        network = self._network
        return network.input_shape == (1, size_px, size_px, 1) and network.output_shapes[LOGITS] == (1, class_count)


def load_engine(folder: Path, bundle: Bundle) -> Engine:
    """Load the model of a bundle.

    Raises:
        BundleError: the model file is absent or changed, cannot be loaded, or does not fit the bundle's description.
    """
    engine = Engine(read_verified(folder, MODEL_FILE, bundle.files[MODEL_FILE]))
    if not engine.fits(bundle.preprocess.size_px, len(bundle.labels)):  # else a run would resize it without a word
        raise BundleError("model_incompatible", detail="the network does not have the described input or classes")
    return engine


def _load_without_notice(load: Callable[[], None]) -> None:
    """Load a network, and keep the notice that LiteRT gives at the first load of a process from the user's screen.

    LiteRT has no setting for it, and writes past Python to the file descriptor; without the delegate that it announces,
    a run takes 14 times as long and gives other scores. So descriptor 2 leads to a temporary file during that one load,
    and all but the notice is written on afterwards: what other threads write meanwhile comes late, and is not lost.
    """
    if not _notice_given.is_set():
        with _first_load:
            if not _notice_given.is_set():
                with _filtered_stderr():
                    load()
                _notice_given.set()
                return
    load()


@contextmanager
def _filtered_stderr() -> Iterator[None]:
    """Hold back what is written to descriptor 2, and write it on at the end, but for LiteRT's notice."""
    with ExitStack() as stack:
        try:
            held = stack.enter_context(tempfile.TemporaryFile())
            screen = os.dup(_STDERR)
        except OSError:  # a full disk takes no file; a program without a console has no descriptor 2
            yield
            return
        stack.callback(os.close, screen)
        os.dup2(held.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(screen, _STDERR)
            held.seek(0)
            with suppress(OSError):  # nobody reads it: a pipe that was left, or a Windows program without a console
                os.write(_STDERR, b"".join(line for line in held if line.strip() != _NOTICE))
