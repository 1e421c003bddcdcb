"""Comparison of the four file formats of a network: size, speed, and changed verdicts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Bundle, Figure
from app.core.model.decision import finding_at
from app.core.model.engine import Engine
from trainer.evaluation import metrics
from trainer.evaluation.outputs import Outputs
from trainer.export.tflite import SHIPPED, Format

MOST_MB = 1.5
"""Largest shipped file, in millions of bytes: it goes through a clinic's mobile connection with the app."""

MOST_MS = 2.0
"""Longest median time of an image on one thread of the computer that makes the bundle. An old laptop takes several
times as long, and decoding a full-size radiograph takes longer still: the network must not be what one waits for."""

MOST_AUROC_CHANGE = 0.001
"""Largest |AUROC − AUROC of float32| on the test part: well inside the 95% interval of the AUROC itself."""

LEAST_EQUAL = 0.995
"""Least share of test images on the same side of the threshold as by float32: at most one in two hundred differs."""

TIMED_RUNS, WARM_UP_RUNS = 200, 20
"""Runs of each format that the median is of, and those before them that are not counted."""


@dataclass(frozen=True, slots=True)
class FormatResult:
    """What one format of a network is like.

    Attributes:
        form: the format.
        size_mb: of the file, in millions of bytes.
        milliseconds: median time of one image on one thread; differs from run to run and from computer to computer.
        auroc: on the test part.
        auroc_change: AUROC less that of float32.
        equal_sides: share of images on the same side of the threshold as by float32.
        equal_words: share of images with the same word, the uncertain band counted, as by float32.
        mean_change: mean |score − score by float32|.
        largest_change: the largest of them.
    """

    form: Format
    size_mb: float
    milliseconds: float
    auroc: Figure
    auroc_change: Figure
    equal_sides: Figure
    equal_words: Figure
    mean_change: Figure
    largest_change: float

    def missed_budgets(self) -> tuple[str, ...]:
        """Return each budget that the format does not keep, in words; none when it keeps all."""
        kept = {
            f"{self.size_mb:.2f} MB, over {MOST_MB:g} MB": self.size_mb <= MOST_MB,
            f"{self.milliseconds:.2f} ms an image, over {MOST_MS:g} ms": self.milliseconds <= MOST_MS,
            f"an AUROC {self.auroc_change.value:+.4f} off float32's, over {MOST_AUROC_CHANGE:g}": (
                abs(self.auroc_change.value) <= MOST_AUROC_CHANGE
            ),
            f"{self.equal_sides.value:.2%} of the verdicts as by float32, under {LEAST_EQUAL:.1%}": (
                self.equal_sides.value >= LEAST_EQUAL
            ),
        }
        return tuple(words for words, keeps in kept.items() if not keeps)


def measure_formats(
    files: Mapping[Format, bytes], outputs: Mapping[Format, Outputs], images: NDArray[np.uint8], bundle: Bundle
) -> tuple[FormatResult, ...]:
    """Measure each format at the first operating point of a bundle.

    Args:
        files: of one network, float32 among them.
        outputs: what each file says of the test part.
        images: to time with, uint8 (N, S, S, 1), N > 0.
        bundle: gives calibration, threshold and band to all formats alike.
    """
    times = measure_milliseconds(files, images)
    reference = outputs[Format.FLOAT32]
    return tuple(
        _compare(form, (len(files[form]) / 1e6, times[form]), outputs[form], reference, bundle) for form in files
    )


def measure_milliseconds(files: Mapping[Format, bytes], images: NDArray[np.uint8]) -> dict[Format, float]:
    """Return the median time of one image on one thread of the app's engine, in milliseconds.

    The formats take turns image by image, so that whatever else the computer does hits all of them alike.
    """
    engines = {form: Engine(model) for form, model in files.items()}
    times: dict[Format, list[float]] = {form: [] for form in files}
    for turn in range(WARM_UP_RUNS + TIMED_RUNS):
        image = images[turn % len(images)][None]
        for form, engine in engines.items():
            start = time.perf_counter()
            engine.run(image)
            times[form].append(1000 * (time.perf_counter() - start))
    return {form: median(values[WARM_UP_RUNS:]) for form, values in times.items()}


def shipped_result(results: tuple[FormatResult, ...]) -> FormatResult:
    """Return the result of the format that is shipped."""
    return next(result for result in results if result.form is SHIPPED)


def explain_choice(results: tuple[FormatResult, ...]) -> str:
    """Return in a sentence or two which format is shipped, why, and what another does better."""
    ours = shipped_result(results)
    outside = ours.missed_budgets()
    why = f"although it does not keep its budget: {'; '.join(outside)}" if outside else "because it keeps every budget"
    others = {
        "smaller": [r for r in results if r.size_mb < ours.size_mb],
        "faster": [r for r in results if r.milliseconds < ours.milliseconds],
        "nearer to the scores of float32": [
            r for r in results if r.form is not Format.FLOAT32 and r.mean_change.value < ours.mean_change.value
        ],
    }
    best = [f"No other format is {word}." for word, those in others.items() if not those]
    better = [f"{_names(those)} {'is' if len(those) == 1 else 'are'} {word}" for word, those in others.items() if those]
    told = [f"Of the others, {'; '.join(better)}."] if better else []
    return " ".join([f"The {ours.form} file is shipped, {why}.", *best, *told])


def _names(results: list[FormatResult]) -> str:
    return " and ".join(result.form for result in results)


def _compare(
    form: Format, cost: tuple[float, float], outputs: Outputs, reference: Outputs, bundle: Bundle
) -> FormatResult:
    """Return the result of a format that costs so many MB and milliseconds."""
    point, truth = bundle.operating_points[0], outputs.truth
    mine, theirs = outputs.margins, reference.margins
    scores, known = (each.scores(bundle.calibration) for each in (outputs, reference))
    change = np.abs(scores - known)
    same_side = (scores >= point.threshold) == (known >= point.threshold)
    same_word = np.array([finding_at(a, point) is finding_at(b, point) for a, b in zip(scores, known, strict=True)])
    population = outputs.describe("test part")

    def share(name: str, values: NDArray[np.bool_] | NDArray[np.float64]) -> Figure:
        return metrics.bootstrap(name, lambda drawn: float(np.mean(values[drawn])), outputs.patients, population)

    def auroc_change(drawn: NDArray[np.int64]) -> float:
        return metrics.auroc(truth[drawn], mine[drawn]) - metrics.auroc(truth[drawn], theirs[drawn])

    return FormatResult(
        form,
        *cost,
        auroc=metrics.figure("AUROC", metrics.auroc, truth, mine, outputs.patients, population),
        auroc_change=metrics.bootstrap("AUROC less float32's", auroc_change, outputs.patients, population),
        equal_sides=share("Equal verdicts", same_side),
        equal_words=share("Equal words", same_word),
        mean_change=share("Mean change of the score", change),
        largest_change=float(change.max()),
    )
