"""A converted network with what it and its files say of the validation and the test part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec
from trainer.bundle.training_data import Part, TrainingData
from trainer.data.progress import Progress, silent
from trainer.evaluation.operating_points import Altered
from trainer.evaluation.outputs import Outputs, run_file, scores_of_file
from trainer.evaluation.stress_results import ALTERATIONS, margins_of_altered
from trainer.export.tflite import SHIPPED, Format, convert
from trainer.images.frame import LUNGS_HIDDEN, LUNGS_IN_VIEW
from trainer.images.stress import Alter


@dataclass(frozen=True, slots=True)
class ModelOutputs:
    """The files of a network, and their outputs.

    Attributes:
        files: the bytes of the LiteRT file in each format.
        tests: what each file says of the test part.
        validation: what the shipped file says of the validation part.
        altered_validation: its margins there under each stress and with each alteration of the frame.
        stressed_test: its margins of the test part under each stress.
    """

    files: dict[Format, bytes]
    tests: dict[Format, Outputs]
    validation: Outputs
    altered_validation: Altered
    stressed_test: dict[str, NDArray[np.float64]]

    @property
    def model(self) -> bytes:
        """The shipped file."""
        return self.files[SHIPPED]

    @property
    def test(self) -> Outputs:
        """What the shipped file says of the test part."""
        return self.tests[SHIPPED]

    def score(self, images: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return logits and evidence of the shipped file, see `trainer.evaluation.outputs.scores_of_file`."""
        return scores_of_file(self.model, images)


def convert_and_run(
    network: keras.Model, data: TrainingData, spec: PreprocessSpec, progress: Progress = silent
) -> ModelOutputs:
    """Convert a network to every format, and run all of them.

    Args:
        network: with an evidence map.
        data: its training part sets the ranges of the int8 file.
        spec: of the network's input.
        progress: is told of every image that is judged.

    Raises:
        TrainerError: the network has no evidence map, or the validation or test part lacks a class.
    """
    files = convert(network, data.training.images)

    def run(images: NDArray[np.uint8]) -> NDArray[np.float32]:
        return scores_of_file(files[SHIPPED], images)[0]

    def margins(part: Part, alterations: Mapping[str, Alter]) -> dict[str, NDArray[np.float64]]:
        return margins_of_altered(alterations, part.rows, part.sources, run, spec)

    validation, test = data.validation, data.test
    return ModelOutputs(
        files,
        {form: run_file(model, test.rows, test.images, progress) for form, model in files.items()},
        run_file(files[SHIPPED], validation.rows, validation.images, progress),
        Altered(margins(validation, ALTERATIONS | LUNGS_IN_VIEW), margins(validation, LUNGS_HIDDEN)),
        margins(test, ALTERATIONS),
    )
