"""A run as a page: curves, figures, and what it was made with."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.core.model.bundle import Figure
from trainer.errors import TrainerError
from trainer.evaluation import plots
from trainer.evaluation.outputs import Outputs
from trainer.evaluation.tables import figure_table
from trainer.training.run_folder import best_epoch, read_config, read_history

REPORT_FILE = "REPORT.md"


def save_figures(run: Path, split: str, outputs: Outputs, figures: tuple[Figure, ...]) -> None:
    """Store the figures of one part of the split in the run folder, with their picture."""
    metrics = {"split": split, "figures": [asdict(figure) for figure in figures]}
    _metrics_file(run, split).write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
    plots.discrimination(outputs.truth, outputs.margins, run / f"discrimination-{split}.png")


def write_report(run: Path) -> Path:
    """Write `REPORT.md` and its curves from what the run folder holds, and return its path.

    Raises:
        TrainerError: the folder holds no run, or no epoch is finished.
    """
    config, history = read_config(run), read_history(run)
    if not history:
        raise TrainerError(f"{run} has no finished epoch yet.")
    plots.curves(history, run / "curves.png")
    best = history[best_epoch(history)]
    lines = [
        f"# Run {config['recipe']['name']}, seed {config['seed']}",
        "",
        f"{len(history)} epochs, {sum(entry['seconds'] for entry in history) / 60:.1f} minutes; lowest validation loss "
        f"{best['val_loss']:.4f} at epoch {best['epoch'] + 1} (validation accuracy {best['val_accuracy']:.4f}).",
        "",
        "![curves](curves.png)",
        "",
    ]
    for path in sorted(run.glob("metrics-*.json")):
        metrics: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        table = figure_table(Figure(**figure) for figure in metrics["figures"])
        picture = f"![{metrics['split']}](discrimination-{metrics['split']}.png)"
        lines += [f"## {metrics['split'].capitalize()}", "", table, "", picture, ""]
    lines += ["## Made with", "", "```json", json.dumps(config, indent=1), "```"]
    report = run / REPORT_FILE
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return report


def _metrics_file(run: Path, split: str) -> Path:
    return run / f"metrics-{split}.json"
