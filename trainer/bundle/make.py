"""From a finished run to the model bundle that the app ships."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec, load_radiograph
from app.core.intake.checks import measure_input
from app.core.intake.gate import save_gate
from app.core.model import bundle as bundles
from app.core.model.bundle import Bundle, Figure, OperatingPoint
from app.core.model.limits import GateLimits, InputLimits
from trainer.bundle.card import CardFacts, write_card
from trainer.bundle.folder import new_staging_folder, publish, with_golden
from trainer.data.arrays import read_images
from trainer.data.dataset import LABELS
from trainer.data.progress import Progress, silent
from trainer.data.split import TEST, TRAIN, VALIDATION, ManifestRow, read_manifest
from trainer.evaluation import metrics, operating_points
from trainer.evaluation.deletion_test import run_deletion_test
from trainer.evaluation.outputs import Outputs, measure_figures, run_file, run_network, scores_of_file
from trainer.evaluation.stress_results import margins_under_stress, read_sources
from trainer.evaluation.worst_errors import find_worst_failures
from trainer.export.format_comparison import measure_formats, shipped_result
from trainer.export.tflite import SHIPPED, Format, convert
from trainer.gate.fit import make_gate
from trainer.networks.recipes.recipe import recipe_of
from trainer.training.run_folder import MANIFEST, load_chosen_network, read_config

_LOG = logging.getLogger(__name__)

SOURCE = "Guangzhou children of 1 to 5 years"
INTENDED_USE = (
    "Decision support for trained health workers: points out signs of pneumonia on one frontal chest radiograph of a "
    "child of one to five years. It is not a medical device, makes no diagnosis and replaces no examination."
)
LIMITS = (
    "Made for frontal chest X-rays of children of one to five years; not for other ages, views or parts of the body.",
    "Learned from one hospital in Guangzhou, China; elsewhere, such models have been wrong far more often.",
    "The score is a probability among children of whom three in four had pneumonia; where fewer have it, it is "
    "too high.",
    "It looks for pneumonia only: tuberculosis, fluid, a foreign body or a heart disease may go unseen.",
    "Danger signs in the child override a normal result.",
)
AGE_YEARS = (1.0, 5.0)  # the patients of the training data (Kermany et al. 2018)
MAX_BLACK, MAX_WHITE = 0.6, 0.62  # of all training images at most 0.31 and 0.08; 0.49 within black borders of 10%
MAX_ASPECT_RATIO = 3.0  # the most oblong of 120 full-size originals has 2.10
MAX_COLOURFULNESS = 0.08  # 0 for an X-ray stored in colour; a photograph of a face or a room has 0.15 and more
CONTRAST_MARGIN = 0.5  # of the flattest training image
GOLDEN_TOLERANCE = 0.001


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split with its images, uint8 (N, S, S, 1)."""

    rows: tuple[ManifestRow, ...]
    images: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the bundle says of its inputs."""

    preprocess: PreprocessSpec
    limits: InputLimits
    gate: GateLimits


@dataclass(frozen=True, slots=True)
class Fitted:
    """A converted network with what was measured of it.

    Attributes:
        files: the bytes of the LiteRT file in each format.
        tests: what each file says of the test part.
        validation: what the shipped file says of the validation part.
        stressed: its margins there under each stress.
        float_test: what the network says of the test part before conversion.
    """

    files: dict[Format, bytes]
    tests: dict[Format, Outputs]
    validation: Outputs
    stressed: dict[str, NDArray[np.float64]]
    float_test: Outputs

    @property
    def model(self) -> bytes:
        """The shipped file."""
        return self.files[SHIPPED]

    @property
    def test(self) -> Outputs:
        """What the shipped file says of the test part."""
        return self.tests[SHIPPED]


def make_bundle(run: Path, dataset: Path, out: Path, progress: Progress = silent) -> Bundle:
    """Convert a run's network, fit what decides on its own outputs, measure it, and write the bundle.

    The same run gives the same bytes, but for the times in the model card and what depends on them: the card's digest.
    A shipped file outside its budget is warned of in the log.

    Args:
        run: a finished run folder of a recipe with three classes.
        dataset: the folder that the run was trained on.
        out: the bundle folder; replaced as a whole when everything else is done.
        progress: is told of reading, judging and training.

    Raises:
        TrainerError: the run has no network, no evidence map, or the data changed; the test part lacks a class.
    """
    config = read_config(run)
    spec = recipe_of(config["recipe"]).preprocess
    manifest = read_manifest(run / MANIFEST)
    parts = {}
    for name in (TRAIN, VALIDATION, TEST):
        rows = manifest.of(name)
        parts[name] = Part(rows, read_images(dataset, rows, spec, progress))
    fitted = _convert(run, dataset, parts, spec, progress)

    partial = new_staging_folder(out)
    (partial / bundles.MODEL_FILE).write_bytes(fitted.model)
    gate, refused = make_gate(dataset, manifest, spec, progress)
    save_gate(partial, gate)
    inputs = Inputs(spec, _input_limits(dataset, parts[TRAIN].rows, spec), gate.limits)
    bundle = with_golden(partial, _describe(config, fitted, inputs), dataset, parts[VALIDATION].rows)
    sources = read_sources(dataset, parts[TEST].rows, progress)
    facts = _facts(bundle, fitted, parts[TEST].images, sources, refused, config)
    write_card(partial, bundle, manifest, facts)
    return publish(partial, bundle, out)


def _convert(run: Path, dataset: Path, parts: dict[str, Part], spec: PreprocessSpec, progress: Progress) -> Fitted:
    network = load_chosen_network(run)
    files = convert(network, parts[TRAIN].images)
    validation, test = parts[VALIDATION], parts[TEST]

    def logits(images: NDArray[np.uint8]) -> NDArray[np.float32]:
        return scores_of_file(files[SHIPPED], images)[0]

    return Fitted(
        files,
        {form: run_file(model, test.rows, test.images, progress) for form, model in files.items()},
        run_file(files[SHIPPED], validation.rows, validation.images, progress),
        margins_under_stress(validation.rows, read_sources(dataset, validation.rows, progress), logits, spec),
        run_network(network, test.rows, test.images),
    )


def _input_limits(dataset: Path, rows: Sequence[ManifestRow], spec: PreprocessSpec) -> InputLimits:
    flattest = min(measure_input(load_radiograph(dataset / row.file, spec))["contrast"] for row in rows)
    return InputLimits(
        min_side_px=spec.size_px,
        min_contrast=CONTRAST_MARGIN * flattest,
        max_black=MAX_BLACK,
        max_white=MAX_WHITE,
        max_aspect_ratio=MAX_ASPECT_RATIO,
        max_colourfulness=MAX_COLOURFULNESS,
        age_years=AGE_YEARS,
    )


def _describe(config: dict[str, Any], fitted: Fitted, inputs: Inputs) -> Bundle:
    recipe = config["recipe"]["name"]
    calibration = operating_points.fit_calibration(fitted.validation)
    by = f"{config['split_by']}-disjoint"
    points = operating_points.fit_points(
        fitted.validation, fitted.stressed, calibration, f"{by} validation part, {SOURCE}"
    )
    return Bundle(
        schema=bundles.SCHEMA,
        model_id="",
        recipe=recipe,
        labels=LABELS,
        preprocess=inputs.preprocess,
        calibration=calibration,
        pattern_calibration=operating_points.fit_pattern_calibration(fitted.validation),
        operating_points=points,
        input_limits=inputs.limits,
        gate=inputs.gate,
        intended_use=INTENDED_USE,
        limits=LIMITS,
        figures=_figures(fitted, calibration, points[0], f"{by} test part, {SOURCE}"),
        golden=(),
        golden_tolerance=GOLDEN_TOLERANCE,
        files={},
    )


def _figures(
    fitted: Fitted, calibration: bundles.Calibration, point: OperatingPoint, population: str
) -> tuple[Figure, ...]:
    test = fitted.test
    scores = test.scores(calibration)
    certain = (scores < point.uncertain_low) | (scores >= point.uncertain_high)
    threshold = operating_points.margin_at_score(point.threshold, calibration)
    assessed = test.where(certain)
    return (
        *measure_figures(test, population, threshold=threshold),
        assessed.figure("Accuracy when certain", metrics.accuracy_at(threshold), f"{population}, certain"),
        test.figure("Share uncertain", _share_of_zeros, population, certain.astype(np.float64)),
        test.figure("Expected calibration error", metrics.expected_calibration_error, population, scores),
        fitted.float_test.figure("AUROC before quantisation", metrics.auroc, population),
    )


def _facts(
    bundle: Bundle,
    fitted: Fitted,
    images: NDArray[np.uint8],
    sources: NDArray[np.uint8],
    refused: dict[str, tuple[int, int]],
    config: dict[str, Any],
) -> CardFacts:
    """Measure on the test part what the card tells and the bundle does not hold.

    Args:
        bundle: gives calibration, threshold and preprocessing.
        fitted: what is measured.
        images: the model's inputs, uint8 (N, S, S, 1).
        sources: the same images before they were shrunk, as `read_sources` gives them.
        refused: by the gate.
        config: of the run.
    """
    test = fitted.test

    def score(inputs: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return scores_of_file(fitted.model, inputs)

    stressed = margins_under_stress(test.rows, sources, lambda inputs: score(inputs)[0], bundle.preprocess)
    ill = test.pneumonias()
    formats = measure_formats(fitted.files, fitted.tests, images, bundle)
    for words in shipped_result(formats).missed_budgets():
        _LOG.warning("The shipped file is outside its budget: %s.", words)
    return CardFacts(
        test,
        refused,
        config,
        formats=formats,
        stressed=stressed,
        deletion=run_deletion_test(images[test.truth], score).figures(
            ill.patients, ill.describe("test part", "pneumonias")
        ),
        failures=find_worst_failures(test, bundle, sources, lambda place: score(images[place][None])[1][0]),
    )


def _share_of_zeros(truth: NDArray[np.bool_], values: NDArray[np.float64]) -> float:
    return float(np.mean(values == 0))
