"""How a batch ended, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.core.imaging.discovery import BESIDE_DIRECTORY
from app.gui.batch.runner import BatchRunner
from app.gui.text.locale_text import number_text


def outcome_text(runner: BatchRunner) -> str:
    """Return how the last batch of a runner ended, in a few sentences."""
    progress = runner.progress
    sentences = [*_end(runner), *done_of_total(runner)]
    if progress.skipped:
        sentences.append(_tr("%Ln file(s) skipped: no X-ray(s).", progress.skipped))
    if progress.others:
        sentences.append(_others_text(progress.others))
    return " ".join(sentences)


def _others_text(others: Mapping[str, int]) -> str:
    """Return how many files are of other examinations, and of which."""
    words = {BESIDE_DIRECTORY: _tr("other pictures"), "SR": _tr("reports")}
    kinds = ", ".join(f"{words.get(kind, kind)} {number_text(count)}" for kind, count in others.items())
    return _tr("%Ln file(s) left out: no chest X-ray(s) ({kinds}).", sum(others.values())).format(kinds=kinds)


def done_of_total(runner: BatchRunner) -> list[str]:
    """Return how many files are screened, or were before, as one sentence; none while they are not counted."""
    progress = runner.progress
    if not progress.total:
        return []
    done, total = progress.done, number_text(progress.total)
    if recalled := sum(progress.recalled.values()):
        sentence = _tr("Screened before: {before} of {total}; new: {new}.")
        return [sentence.format(before=number_text(recalled), total=total, new=number_text(done - recalled))]
    return [_tr("Screened: {done} of {total}.").format(done=number_text(done), total=total)]


def _end(runner: BatchRunner) -> list[str]:
    progress = runner.progress
    if progress.total is None:
        return [_tr("The files could not be listed.")]
    if progress.total == 0 and not runner.is_ending:
        return [_tr("There is no X-ray in this folder or in the folders below it: choose another.")]
    return [_tr("Done.") if progress.total and progress.is_complete else _tr("Ended early.")]


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("batch_outcome", text, "", count)
