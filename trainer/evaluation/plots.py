"""Plots of reports and of the model card, drawn without a screen; the same figures give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure as Canvas
from numpy.typing import NDArray
from PIL import Image
from sklearn.metrics import roc_curve

from app.core.imaging.decode import decode
from trainer.evaluation.metrics import Bin
from trainer.evaluation.tables import Measured
from trainer.evaluation.worst_errors import Failure
from trainer.training.run_folder import History, best_epoch

_SIZE_IN = (9.0, 3.6)
SMALL_MODEL = "small model"
"""What the names of a frame test's bars begin with where it is not the network's."""

_COLOURS = 128  # of a picture with radiographs: a third of the bytes, and no difference to the eye


def curves(history: History, path: Path) -> None:
    """Draw loss and accuracy over the epochs, training against validation, the best epoch marked."""
    canvas = Canvas(_SIZE_IN, layout="constrained")
    epochs = [entry["epoch"] + 1 for entry in history]
    for axes, name in zip(canvas.subplots(1, 2), ("loss", "accuracy"), strict=True):
        axes.plot(epochs, [entry[name] for entry in history], label="training")
        axes.plot(epochs, [entry[f"val_{name}"] for entry in history], label="validation")
        axes.axvline(best_epoch(history) + 1, color="grey", linestyle=":", label="lowest validation loss")
        axes.set(xlabel="epoch", ylabel=name)
        axes.legend()
    _save(canvas, path)


def compared_curves(histories: Mapping[str, History], path: Path) -> None:
    """Draw loss and accuracy of runs over the epochs, each run in its colour, validation solid, training dashed."""
    canvas = Canvas(_SIZE_IN, layout="constrained")
    for axes, name in zip(canvas.subplots(1, 2), ("loss", "accuracy"), strict=True):
        for place, (label, history) in enumerate(histories.items()):
            epochs = [entry["epoch"] + 1 for entry in history]
            colour = f"C{place}"
            axes.plot(epochs, [entry[f"val_{name}"] for entry in history], colour, label=f"{label}, validation")
            axes.plot(epochs, [entry[name] for entry in history], colour, linestyle="--", label=f"{label}, training")
        axes.set(xlabel="epoch", ylabel=name)
        axes.legend(fontsize="small")
    _save(canvas, path)


def samples(pictures: Mapping[str, Path], path: Path) -> None:
    """Draw radiographs side by side, each under its label."""
    canvas = Canvas(_SIZE_IN, layout="constrained")
    for axes, (label, picture) in zip(canvas.subplots(1, len(pictures)), pictures.items(), strict=True):
        axes.imshow(decode(picture).pixels, cmap="gray")
        axes.set_title(label)
        axes.set_axis_off()
    _save(canvas, path)


def discrimination(truth: NDArray[np.bool_], margins: NDArray[np.float64], path: Path) -> None:
    """Draw the receiver operating characteristic and the margins of both classes."""
    canvas = Canvas(_SIZE_IN, layout="constrained")
    left, right = canvas.subplots(1, 2)
    false_positive, true_positive, _ = roc_curve(truth, margins)
    left.plot(false_positive, true_positive)
    left.set(xlabel="1 − specificity", ylabel="sensitivity", xlim=(-0.01, 1), ylim=(0, 1.01))
    bins = np.linspace(margins.min(), margins.max(), 40)
    right.hist(margins[~truth], bins, alpha=0.6, label="normal")
    right.hist(margins[truth], bins, alpha=0.6, label="pneumonia")
    right.set(xlabel="margin (log-odds of pneumonia before calibration)", ylabel="images")
    right.legend()
    _save(canvas, path)


def reliability(bins: Sequence[Bin], path: Path) -> None:
    """Draw of each bin how many cases were positive against what the score said, and below it how many cases it has."""
    canvas = Canvas((5.0, 4.6), layout="constrained")
    upper, lower = canvas.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    filled = [each for each in bins if each.count]
    shares = np.array([each.share.value for each in filled])
    reach = np.abs(np.array([(each.share.low, each.share.high) for each in filled]).reshape(-1, 2).T - shares)
    upper.plot((0, 1), (0, 1), color="grey", linestyle=":", label="as the score says")
    upper.errorbar([each.probability for each in filled], shares, reach, fmt="o", capsize=3, label="as it was")
    upper.set(ylabel="share with pneumonia", ylim=(-0.03, 1.03))
    upper.legend()
    middles = [(each.low + each.high) / 2 for each in bins]
    bars = lower.bar(middles, [each.count for each in bins], width=0.09, color="C0")
    lower.bar_label(bars, fontsize="small")
    lower.set(xlabel="score", ylabel="images", xlim=(-0.02, 1.02), yscale="symlog")
    lower.margins(y=0.35)
    _save(canvas, path)


def abstention(curve: NDArray[np.float64], chosen: float, path: Path) -> None:
    """Draw what becomes of the assessed images as more are called uncertain.

    Args:
        curve: as `trainer.evaluation.operating_points.abstention_curve` gives it.
        chosen: share that the bundle's band calls uncertain, 0..1, marked.
        path: of the PNG.
    """
    canvas = Canvas((6.0, 3.6), layout="constrained")
    axes = canvas.subplots()
    for column, name in enumerate(("accuracy", "sensitivity", "specificity"), start=1):
        axes.plot(100 * curve[:, 0], curve[:, column], label=name)
    axes.axvline(100 * chosen, color="grey", linestyle=":", label=f"the band in use: {chosen:.1%}")
    axes.set(xlabel="% of the images called uncertain", ylabel="share right of the others")
    axes.set_ylim(top=1.002)
    axes.legend()
    _save(canvas, path)


def failures(shown: Sequence[Failure], path: Path) -> None:
    """Draw radiographs that the model gets wrong, below each the same under its evidence: red for pneumonia."""
    canvas = Canvas((1.75 * len(shown), 4.0), layout="constrained")
    strong = float(np.percentile(np.abs([failure.margins for failure in shown]), 98))
    for (above, below), failure in zip(canvas.subplots(2, len(shown), squeeze=False).T, shown, strict=True):
        side = len(failure.grey)
        for axes in (above, below):
            axes.imshow(failure.grey, cmap="gray", vmin=0, vmax=255)
            axes.set_axis_off()
        below.imshow(
            failure.margins,
            cmap="RdBu_r",
            vmin=-strong,
            vmax=strong,
            alpha=np.clip(0.6 * np.abs(failure.margins) / strong, 0, 0.6),  # where nothing speaks, the X-ray is seen
            interpolation="bilinear",
            extent=(-0.5, side - 0.5, side - 0.5, -0.5),
        )
        words = (failure.file.rsplit(".", 1)[0], f"labelled {failure.label}", f"{failure.finding}, {failure.score:.3f}")
        above.set_title("\n".join(words), fontsize=7)
    _save(canvas, path, colours=_COLOURS)


def learning_curves(curves: Mapping[str, Sequence[tuple[float, float, float, float]]], path: Path) -> None:
    """Draw test accuracy over the share of the training patients, each point (share, value, low, high)."""
    canvas = Canvas((6.0, 3.6), layout="constrained")
    axes = canvas.subplots()
    for name, points in curves.items():
        share, value, low, high = np.array(points).T
        axes.errorbar(share, value, (value - low, high - value), marker="o", capsize=3, label=name)
    axes.set(xlabel="share of the training patients", ylabel="test accuracy", xscale="log")
    axes.set_xticks(share, [f"{each:.0%}" for each in share])
    axes.legend()
    _save(canvas, path)


def frame_test(
    examples: Mapping[str, NDArray[np.uint8]],
    bars: Mapping[str, Measured],
    evidence: Sequence[Sequence[float]] | None,
    path: Path,
) -> None:
    """Draw altered pictures, the AUROC of each part of a frame test with its interval, and the mean evidence map.

    Args:
        examples: grey pictures of any one shape, by the name of the alteration.
        bars: AUROC, by what was measured.
        evidence: mean margin of each place over the pneumonias, h rows of w; None for no map.
        path: of the PNG.
    """
    canvas = Canvas((9.0, 3.8 + 0.24 * len(bars)), layout="constrained")
    ((upper,), (lower,)) = canvas.subfigures(2, 1, squeeze=False, height_ratios=(3.2, 0.6 + 0.24 * len(bars)))
    for axes, (name, picture) in zip(upper.subplots(2, -(-len(examples) // 2)).flat, examples.items(), strict=True):
        axes.imshow(picture, cmap="gray", vmin=0, vmax=255)
        axes.set_title(name, fontsize=8)
        axes.set_axis_off()
    left, right = lower.subplots(1, 2, width_ratios=(2, 1))
    _auroc_bars(left, bars)
    right.set_axis_off()
    if evidence is not None:
        strong = float(np.abs(np.array(evidence)).max())
        right.imshow(evidence, cmap="RdBu_r", vmin=-strong, vmax=strong)
        right.set_title("mean evidence of the pneumonias\n(red: for pneumonia)", fontsize=8)
    _save(canvas, path, colours=_COLOURS)


def _auroc_bars(axes: Any, bars: Mapping[str, Measured]) -> None:
    ends = np.array([(bar.value, bar.low, bar.high) for bar in bars.values()], np.float64).T
    colours = ["C1" if name.startswith(SMALL_MODEL) else "C0" for name in bars]
    axes.barh(list(bars), ends[0], xerr=np.abs(ends[1:] - ends[0]), color=colours, capsize=2)
    axes.axvline(0.5, color="grey", linestyle=":")
    axes.set(xlabel="AUROC (dotted: chance)", xlim=(0, 1))
    axes.invert_yaxis()
    axes.tick_params("y", labelsize=7)


def _save(canvas: Canvas, path: Path, *, colours: int | None = None) -> None:
    """Write a PNG that holds nothing of the day or the software; with a palette of so many colours, if asked."""
    stream = BytesIO()
    canvas.savefig(stream, format="png", dpi=110, metadata={"Software": None})
    drawn = Image.open(stream).convert("RGB")
    (drawn.quantize(colours) if colours else drawn).save(path, optimize=True)
