"""The pictures of a report, drawn without a screen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure as Canvas
from numpy.typing import NDArray
from sklearn.metrics import roc_curve

from app.core.decode import decode
from trainer.fit import History, best_epoch

_SIZE_IN = (9.0, 3.6)


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
    canvas.savefig(path, dpi=110)


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
    canvas.savefig(path, dpi=110)


def samples(pictures: Mapping[str, Path], path: Path) -> None:
    """Draw radiographs side by side, each under its label."""
    canvas = Canvas(_SIZE_IN, layout="constrained")
    for axes, (label, picture) in zip(canvas.subplots(1, len(pictures)), pictures.items(), strict=True):
        axes.imshow(decode(picture).pixels, cmap="gray")
        axes.set_title(label)
        axes.set_axis_off()
    canvas.savefig(path, dpi=110)


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
    canvas.savefig(path, dpi=110)
