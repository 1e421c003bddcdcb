"""Scores from which the word bacterial, or viral, is clear enough to be shown: measured, stored, written as a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import MODEL_FILE, Bundle, Calibration, Figure, load_bundle, read_verified
from app.core.model.decision import BACTERIAL, VIRAL, calibrated_probability, pattern_margin
from trainer.data.arrays import read_images
from trainer.data.json_file import write_json
from trainer.data.progress import Progress, silent
from trainer.data.split import VALIDATION, Manifest, check_digest
from trainer.evaluation import metrics
from trainer.evaluation.outputs import Outputs, run_file
from trainer.evaluation.tables import format_interval, table

FILE, PAGE = "pattern.json", "pattern.md"

WANTED, LEAST_PATIENTS = 0.90, 50
"""A pattern is clear from the lowest hundredth on at which, and at every higher one with so many patients, this share
of the words is right."""

_HUNDREDTHS = tuple(number / 100 for number in range(50, 100))
_SHOWN_STEP = 5

_PAGE = """# When is the pattern clear?

Written by `kifua-trainer pattern` from [{file}]({file}).

Where Kifua sees signs of pneumonia, its model also tells a bacterial from a viral pattern: worse than it tells
pneumonia from normal, and a wrong word may change a treatment. So the window shows a pattern only where it is clear,
and else calls it unclear. `{model}` says *signs of pneumonia* on {shown} radiographs of {patients} patients
in the validation part, which it was not trained on; the test part is for figures alone, and nothing is chosen on it.
A pattern is clear from the lowest hundredth of its score on from which its word is right in at least {wanted} of them,
there and at every higher hundredth that {least} patients or more reach.

{answers}

| word | from a score of | images | patients | of all signs of pneumonia | right (95% interval) |
|---|---|---|---|---|---|
{rows}

The labels are the dataset's, and are noisy: only those of its own test part were checked by a third expert. They are
two thirds bacterial; where fewer are, the word *bacterial* is right less often. All patients are of one hospital.
"""


@dataclass(frozen=True, slots=True)
class Reached:
    """How often a word is right from a score on.

    Attributes:
        pattern: the word.
        least: the score.
        images, patients: on which the word has that score or a higher one.
        of_shown: how many they are of all images with signs of pneumonia, 0..1.
        right: share of the images on which the word is right.
    """

    pattern: str
    least: float
    images: int
    patients: int
    of_shown: float
    right: Figure


@dataclass(frozen=True, slots=True)
class ClearPatterns:
    """The content of `pattern.json`.

    Attributes:
        model_id: of the bundle.
        manifest_sha256: digest of the split.
        images, patients: with signs of pneumonia.
        reached: every word from 0.50 on in hundredths, until no image reaches them.
        least_scores: from which on a word is clear; a word that never is, is absent.
    """

    model_id: str
    manifest_sha256: str
    images: int
    patients: int
    reached: tuple[Reached, ...]
    least_scores: dict[str, float]


def measure_bundle(folder: Path, dataset: Path, manifest: Manifest, progress: Progress = silent) -> ClearPatterns:
    """Measure the shipped file of a bundle on the validation part of its split.

    Raises:
        BundleError: the folder holds no whole bundle.
        TrainerError: the bundle was made of other data, or with another split.
    """
    bundle = load_bundle(folder)
    check_digest(manifest, bundle.provenance.manifest_sha256, str(folder))
    model = read_verified(folder, MODEL_FILE, bundle.files[MODEL_FILE])
    rows = manifest.of(VALIDATION)
    return measure(run_file(model, rows, read_images(dataset, rows, bundle.preprocess, progress), progress), bundle)


def measure(outputs: Outputs, bundle: Bundle) -> ClearPatterns:
    """Measure the outputs of a bundle's file on images that it was not trained on."""
    shown = outputs.where(outputs.scores(bundle.calibration) >= bundle.operating_points[0].uncertain_high)
    bacterial = _probabilities(shown, bundle.pattern_calibration)
    reached: list[Reached] = []
    for place, scores in ((BACTERIAL, bacterial), (VIRAL, 1 - bacterial)):
        word = bundle.labels[place]
        right = np.array([row.label == word for row in shown.rows])
        reached.extend(_reach(word, scores, right, shown))
    least = {word: score for word in bundle.labels[1:] if (score := least_score(reached, word)) is not None}
    return ClearPatterns(
        bundle.model_id,
        bundle.provenance.manifest_sha256,
        len(shown.rows),
        len(set(shown.patients)),
        tuple(reached),
        least,
    )


def least_score(reached: Iterable[Reached], word: str) -> float | None:
    """Return the score from which a word is clear; None where it never is."""
    found = None
    counted = [each for each in reached if each.pattern == word and each.patients >= LEAST_PATIENTS]
    for each in reversed(counted):
        if each.right.value < WANTED:
            break
        found = each.least
    return found


def store(measured: ClearPatterns, folder: Path) -> Path:
    """Write the figures and their page, and return the path of the page."""
    write_json(folder / FILE, measured)
    page = folder / PAGE
    page.write_text(render_page(measured), encoding="utf-8")
    return page


def load(folder: Path) -> ClearPatterns:
    """Read the stored figures."""
    return msgspec.json.decode((folder / FILE).read_bytes(), type=ClearPatterns)


def render_page(measured: ClearPatterns) -> str:
    """Return the page of the figures."""
    limits, words = set(measured.least_scores.items()), dict.fromkeys(each.pattern for each in measured.reached)
    steps = [
        each
        for each in measured.reached
        if round(100 * each.least) % _SHOWN_STEP == 0 or (each.pattern, each.least) in limits
    ]
    rows = table(
        (),
        [
            (
                f"**{each.pattern}**" if (each.pattern, each.least) in limits else each.pattern,
                f"{each.least:.2f}",
                str(each.images),
                str(each.patients),
                f"{each.of_shown:.1%}",
                format_interval(each.right),
            )
            for each in steps
        ],
    )
    return _PAGE.format(
        file=FILE,
        model=measured.model_id,
        shown=measured.images,
        patients=measured.patients,
        wanted=f"{WANTED:.0%}",
        least=LEAST_PATIENTS,
        answers="\n".join(f"- {_answer(measured, word)}" for word in words),
        rows="\n".join(rows.splitlines()[2:]),
    )


def _answer(measured: ClearPatterns, word: str) -> str:
    least = measured.least_scores.get(word)
    if least is None:
        return f"*{word}* is never clear: it is never shown."
    (at,) = [each for each in measured.reached if (each.pattern, each.least) == (word, least)]
    return f"*{word}* is clear from {least:.2f} on: {format_interval(at.right)} of {at.images} are right."


def _probabilities(outputs: Outputs, calibration: Calibration) -> NDArray[np.float64]:
    return np.array([calibrated_probability(margin, calibration) for margin in pattern_margin(outputs.logits)])


def _reach(word: str, scores: NDArray[np.float64], right: NDArray[np.bool_], shown: Outputs) -> Iterable[Reached]:
    patients = np.asarray(shown.patients)
    for least in _HUNDREDTHS:
        inside = scores >= least
        if not inside.any():
            return
        of = list(patients[inside])
        figure = metrics.bootstrap("Right", partial(_share, right[inside]), of, "", share=True)
        yield Reached(word, least, int(inside.sum()), len(set(of)), float(np.mean(inside)), figure)


def _share(right: NDArray[np.bool_], drawn: NDArray[np.int64]) -> float:
    return float(np.mean(right[drawn]))
