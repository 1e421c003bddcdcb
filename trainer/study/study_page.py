"""Page of the study, written from stored results alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.data.dataset import LABELS, identify
from trainer.errors import TrainerError
from trainer.evaluation import plots
from trainer.study import questions_page, trials_page
from trainer.study.experiments import Result, Study
from trainer.study.trials import Trial
from trainer.training.run_folder import History

PAGE = "README.md"
MADE_BY = "Written by `kifua-trainer study`, from what `kifua-trainer reproduce` and `kifua-trainer trials` stored."


@dataclass(frozen=True, slots=True)
class Published:
    """What the published study reports of one experiment; None where it reports nothing."""

    train_accuracy: float
    train_loss: float | None
    test_accuracy: float
    test_loss: float


PUBLISHED = {
    "study-baseline": Published(0.9370, 0.1696, 0.9295, 0.1855),
    "study-l2": Published(0.9212, 0.9938, 0.8976, 1.0141),
    "study-dropout": Published(0.8694, 0.3846, 0.8464, 0.4017),
    "study-shear": Published(0.9356, None, 0.9295, 0.1824),
    "study-adam": Published(0.9736, 0.0774, 0.9545, 0.1214),
    "study-deep": Published(0.9678, 0.0806, 0.9522, 0.1536),
    "study-adam-whole": Published(1.0, 0.0006, 0.9590, 0.3068),
    "study-adam-whole-l2": Published(0.9432, 0.1811, 0.9352, 0.2043),
}

COMPARED_WITH = {
    "study-deep": "study-adam",
    "study-adam-whole": "study-adam",
    "study-adam-whole-l2": "study-adam-whole",
}
"""The recipe that each is compared with; the baseline where none is named."""

BASELINE = "study-baseline"


def write_page(
    study: Study, trials: Sequence[Trial], samples: Path, folder: Path, *, frame_page: str | None = None
) -> Path:
    """Write the page, `README.md`, and its plots into a folder, and return the page's path.

    Args:
        study: as `trainer.study.experiments.load_study` reads it.
        trials: as `trainer.study.trials.load_trials` reads them.
        samples: a folder of X-rays named as in the dataset; the first of each label is shown.
        folder: gets the page and the plots.
        frame_page: name of the page of the frame test in the same folder; None where there is none.

    Raises:
        TrainerError: there are no results.
    """
    if not study.results:
        raise TrainerError("There are no results yet: run `kifua-trainer reproduce` first.")
    by_image = {result.recipe.name: result for result in study.results if result.by == "image"}
    by_patient = {result.recipe.name: result for result in study.results if result.by == "patient"}
    folder.mkdir(parents=True, exist_ok=True)
    sections = (
        ["# The published study, run again", "", MADE_BY, *_frame_link(frame_page)],
        _data(study, samples, folder),
        ["## Published and measured", "", *_table(by_image, by_patient), "", *_leakage(by_image, by_patient)],
        _curves(by_image, folder),
        questions_page.section(trials, folder),
        *trials_page.sections(trials),
    )
    page = folder / PAGE
    page.write_text("\n\n".join("\n".join(section) for section in sections if section) + "\n", encoding="utf-8")
    return page


def _frame_link(page: str | None) -> list[str]:
    if page is None:
        return []
    return [
        "",
        "In this dataset the frame of the films alone goes far to tell ill from well, so every figure below may be",
        f"partly one of the frame: see [how much]({page}).",
    ]


def _data(study: Study, samples: Path, folder: Path) -> list[str]:
    first: dict[str, Path] = {}
    for path in sorted(samples.iterdir()):
        known = identify(path.name, "NORMAL") or identify(path.name, "PNEUMONIA")
        if known:
            first.setdefault(known[1], path)
    plots.samples({label: first[label] for label in LABELS if label in first}, folder / "samples.png")
    picture = "![a sample of each kind](samples.png)"
    lines = [
        "## Data",
        "",
        picture,
        "",
        f"Pictures: Kermany et al. 2018, CC BY 4.0; see the README beside them in {samples}.",
    ]
    for by, table in study.counts.items():
        lines += ["", f"Images, split by {by}:", "", "```", table, "```"]
    return lines


def _curves(results: dict[str, Result], folder: Path) -> list[str]:
    lines = ["## Curves, split by image"]
    for name, result in results.items():
        histories: dict[str, History] = {name: result.history}
        other = results.get(COMPARED_WITH.get(name, BASELINE))
        if other is not None and other is not result:
            histories[other.recipe.name] = other.history
        plots.compared_curves(histories, folder / f"{name}.png")
        lines += ["", f"### {name}", "", f"![{name}]({name}.png)"]
    return lines


def _table(by_image: dict[str, Result], by_patient: dict[str, Result]) -> list[str]:
    """Return the table of accuracies and losses; the 95% intervals are of the measured test accuracies."""
    lines = [
        "Accuracy / loss of the last epoch's network on the whole part; the loss holds the L2 penalty. Test accuracies",
        "carry their 95% interval, bootstrapped over patients. A dash: not published, or not run yet. See the",
        "counts above for the data behind each.",
        "",
        "| recipe | published train | measured train | published test | measured test, by image | by patient |",
        "|---|---|---|---|---|---|",
    ]
    for name, image in by_image.items():
        published = PUBLISHED.get(name)
        patient = by_patient.get(name)
        cells = [
            name,
            _pair(published.train_accuracy, published.train_loss) if published else "–",
            _pair(image.train_accuracy.value, image.train_loss),
            _pair(published.test_accuracy, published.test_loss) if published else "–",
            _measured(image),
            _measured(patient) if patient else "–",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _pair(accuracy: float, loss: float | None) -> str:
    return f"{accuracy:.4f} / " + ("–" if loss is None else f"{loss:.4f}")


def _measured(result: Result) -> str:
    accuracy = result.test_accuracy
    return f"{_pair(accuracy.value, result.test_loss)} ({accuracy.low:.3f} to {accuracy.high:.3f})"


def _leakage(by_image: dict[str, Result], by_patient: dict[str, Result]) -> list[str]:
    """Return what the leakage of patients between the parts of a split by image was worth."""
    both = [name for name in by_image if name in by_patient]
    if not both:
        return []
    worth = [by_image[name].test_accuracy.value - by_patient[name].test_accuracy.value for name in both]
    mean = sum(worth) / len(worth)
    return [
        f"Over {len(both)} recipes, the test accuracy by image less that by patient is {mean:+.4f} on average "
        f"({min(worth):+.4f} to {max(worth):+.4f}): what leakage of patients between the parts was worth."
    ]
