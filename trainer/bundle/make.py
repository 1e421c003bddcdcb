"""Steps from a finished run to the model bundle that the app ships."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec
from app.core.model.bundle import SCHEMA, Bundle, Calibration, Figure, OperatingPoint
from app.core.model.limits import GateLimits, InputLimits
from app.core.model.provenance import Provenance
from trainer.bundle import card_measurements
from trainer.bundle.card import draw_pictures, write_card
from trainer.bundle.card_figures import CardFigures
from trainer.bundle.folder import add_golden, new_staging_folder, publish, write_networks
from trainer.bundle.model_outputs import ModelOutputs, convert_and_run
from trainer.bundle.training_data import TrainingData
from trainer.data.dataset import LABELS
from trainer.data.progress import Progress, silent
from trainer.errors import TrainerError
from trainer.evaluation import metrics, operating_points
from trainer.evaluation.deletion_test import run_deletion_test
from trainer.evaluation.frame import FrameTest, Network, measure_network, measure_split
from trainer.evaluation.frame_only import Part
from trainer.evaluation.outputs import measure_figures
from trainer.evaluation.worst_errors import find_worst_failures
from trainer.export.format_comparison import measure_formats, shipped_result
from trainer.gate.fit import Refusals, make_gate
from trainer.training.run_folder import load_chosen_network, read_provenance, read_recipe

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
MAX_THORAX_MM = 215.0
"""Widest thorax of a child of five. Adults have 260 ± 23 mm from rib to rib (doi:10.21203/rs.3.rs-3899216), and at six
years the lungs are 0.665 as wide (Simon et al., Arch Dis Child 1972;47:373): 173 mm. Where children vary by 8%, and the
measure errs by 8%, 2% of children of six are above it, fewer of the younger ones, and 93% of adults."""
CONTRAST_MARGIN = 0.5  # of the flattest training image
GOLDEN_TOLERANCE = 0.001


def make_bundle(run: Path, data: TrainingData, out: Path, progress: Progress = silent) -> Bundle:
    """Convert a run's network, fit what decides on its own outputs, measure it, and write the bundle.

    The same run gives the same bytes, but for the times in the figures of the card and what depends on them. The log
    warns of a shipped file outside its budget.

    Args:
        run: a finished run folder of a recipe with three classes.
        data: what the run was trained on.
        out: the bundle folder; replaced as a whole when everything else is done.
        progress: is told of judging and training.

    Raises:
        TrainerError: the run has no network, no evidence map, or other data; the test part lacks a class.
    """
    provenance, spec = read_provenance(run), read_recipe(run).preprocess
    if provenance.manifest_sha256 != data.manifest.digest():
        raise TrainerError(f"{run} was trained on other data or another split.")
    outputs = convert_and_run(load_chosen_network(run), data, spec, progress)
    training, validation, test = (part.films for part in (data.training, data.validation, data.test))
    gate, refused = make_gate(training, validation, test, data.test.rows, progress)
    limits = _input_limits(data.training.contrasts, spec)

    staging = new_staging_folder(out)
    write_networks(staging, outputs.model, gate)
    bundle = _describe(provenance, outputs, spec, limits, gate.limits)
    bundle = add_golden(staging, bundle, data.dataset, data.validation.rows)
    write_card(staging, bundle, _measure_card(staging, bundle, outputs, data, refused))
    return publish(staging, bundle, out)


def _input_limits(contrasts: NDArray[np.float64], spec: PreprocessSpec) -> InputLimits:
    return InputLimits(
        min_side_px=spec.size_px,
        min_contrast=CONTRAST_MARGIN * float(contrasts.min()),
        max_black=MAX_BLACK,
        max_white=MAX_WHITE,
        max_aspect_ratio=MAX_ASPECT_RATIO,
        max_colourfulness=MAX_COLOURFULNESS,
        age_years=AGE_YEARS,
        max_thorax_mm=MAX_THORAX_MM,
    )


def _describe(
    provenance: Provenance, outputs: ModelOutputs, spec: PreprocessSpec, limits: InputLimits, gate: GateLimits
) -> Bundle:
    """Return the bundle's description without golden images, id and digests."""
    calibration = operating_points.fit_calibration(outputs.validation)
    by = f"{provenance.split_by}-disjoint"
    points = operating_points.fit_points(
        outputs.validation, outputs.stressed_validation, calibration, f"{by} validation part, {SOURCE}"
    )
    return Bundle(
        schema=SCHEMA,
        model_id="",
        recipe=provenance.recipe["name"],
        labels=LABELS,
        preprocess=spec,
        calibration=calibration,
        pattern_calibration=operating_points.fit_pattern_calibration(outputs.validation),
        operating_points=points,
        input_limits=limits,
        gate=gate,
        intended_use=INTENDED_USE,
        limits=LIMITS,
        figures=_measure_figures(outputs, calibration, points[0], f"{by} test part, {SOURCE}"),
        provenance=provenance,
        golden=(),
        golden_tolerance=GOLDEN_TOLERANCE,
        files={},
    )


def _measure_figures(
    outputs: ModelOutputs, calibration: Calibration, point: OperatingPoint, population: str
) -> tuple[Figure, ...]:
    test = outputs.test
    scores = test.scores(calibration)
    certain = (scores < point.uncertain_low) | (scores >= point.uncertain_high)
    threshold = operating_points.margin_at_score(point.threshold, calibration)
    assessed = test.where(certain)
    return (
        *measure_figures(test, population, threshold=threshold),
        assessed.figure("Accuracy when certain", metrics.accuracy_at(threshold), f"{population}, certain"),
        test.figure("Share uncertain", _share_of_zeros, population, certain.astype(np.float64)),
        test.figure("Expected calibration error", metrics.expected_calibration_error, population, scores),
        outputs.float_test.figure("AUROC before quantisation", metrics.auroc, population),
    )


def _share_of_zeros(truth: NDArray[np.bool_], values: NDArray[np.float64]) -> float:
    return float(np.mean(values == 0))


def _measure_card(
    staging: Path, bundle: Bundle, outputs: ModelOutputs, data: TrainingData, refused: dict[str, Refusals]
) -> CardFigures:
    """Measure on the test part what the card tells and the bundle does not hold, and draw its pictures."""
    test, images = outputs.test, data.test.images
    ill, threshold = test.pneumonias(), operating_points.default_threshold(bundle)
    formats = measure_formats(outputs.files, outputs.tests, images, bundle)
    for words in shipped_result(formats).missed_budgets():
        _LOG.warning("The shipped file is outside its budget: %s.", words)
    failures = find_worst_failures(test, bundle, data.test.sources, lambda at: outputs.score(images[at][None])[1][0])
    bins = metrics.reliability(test.truth, test.scores(bundle.calibration), test.patients)
    draw_pictures(staging, bundle, test, failures, bins)
    deletion = run_deletion_test(images[test.truth], outputs.score)
    return CardFigures(
        patients=len(set(test.patients)),
        counts=data.manifest.counts(),
        errors=card_measurements.describe_errors(failures),
        series=card_measurements.measure_series(test, threshold),
        bands=card_measurements.measure_bands(test, bundle),
        reliability=card_measurements.describe_bins(bins),
        stresses=card_measurements.measure_stresses(test, outputs.stressed_test, threshold),
        deletion=deletion.figures(ill.patients, ill.describe("test part", "pneumonias")),
        gate=refused,
        formats=formats,
        frame=_test_frame(bundle, outputs, data),
    )


def _test_frame(bundle: Bundle, outputs: ModelOutputs, data: TrainingData) -> FrameTest:
    network = Network(bundle.model_id, outputs.score, bundle.preprocess, operating_points.default_threshold(bundle))
    training, test = (Part(part.rows, part.sources) for part in (data.training, data.test))
    return measure_network(network, measure_split(data.manifest, training, test))
