"""Report of a run: curves, figures and provenance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.core.model.bundle import Figure
from trainer.data.json_file import write_json
from trainer.errors import TrainerError
from trainer.evaluation import plots
from trainer.evaluation.outputs import Outputs
from trainer.evaluation.tables import figure_table
from trainer.training.run_folder import best_epoch, read_history, read_provenance

REPORT_FILE = "REPORT.md"


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one part of the split."""

    split: str
    figures: tuple[Figure, ...]


def save_figures(run: Path, split: str, outputs: Outputs, figures: tuple[Figure, ...]) -> None:
    """Store the figures of one part of the split in the run folder, with their picture."""
    write_json(run / f"metrics-{split}.json", Measured(split, figures))
    plots.discrimination(outputs.truth, outputs.margins, run / f"discrimination-{split}.png")


def write_report(run: Path) -> Path:
    """Write `REPORT.md` and its curves from what the run folder holds, and return its path.

    Raises:
        TrainerError: the folder holds no run, or no epoch is finished.
    """
    provenance, history = read_provenance(run), read_history(run)
    if not history:
        raise TrainerError(f"{run} has no finished epoch yet.")
    plots.curves(history, run / "curves.png")
    best = history[best_epoch(history)]
    lines = [
        f"# Run {provenance.recipe['name']}, seed {provenance.seed}",
        "",
        f"{len(history)} epochs, {sum(entry['seconds'] for entry in history) / 60:.1f} minutes; lowest validation loss "
        f"{best['val_loss']:.4f} at epoch {best['epoch'] + 1} (validation accuracy {best['val_accuracy']:.4f}).",
        "",
        "![curves](curves.png)",
        "",
    ]
    for path in sorted(run.glob("metrics-*.json")):
        measured = msgspec.json.decode(path.read_bytes(), type=Measured)
        picture = f"![{measured.split}](discrimination-{measured.split}.png)"
        lines += [f"## {measured.split.capitalize()}", "", figure_table(measured.figures), "", picture, ""]
    made_with = msgspec.json.format(msgspec.json.encode(provenance), indent=1).decode()
    lines += ["## Made with", "", "```json", made_with, "```"]
    report = run / REPORT_FILE
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return report
