"""Texts on how a picture was turned and inverted before it was screened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.adjustment import Adjustments, is_inverted, quarter_turns


def adjusted_sentence(adjustments: Adjustments) -> str:
    """Return in a sentence how a picture was adjusted before it was screened; empty where it was not."""
    turned = {
        1: _tr("turned by 90° to the right"),
        2: _tr("turned by 180°"),
        3: _tr("turned by 90° to the left"),
    }.get(quarter_turns(adjustments), "")
    inverted = _tr("inverted") if is_inverted(adjustments) else ""
    words = _tr("{turned} and {inverted}") if turned and inverted else "{turned}{inverted}"
    done = words.format(turned=turned, inverted=inverted)
    return _tr("Screened after it was {done}.").format(done=done) if done else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("adjustment_text", text)
