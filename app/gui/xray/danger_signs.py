"""Danger signs in the child, which override any result."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.widgets.controls import column_layout
from app.gui.widgets.expander import Expander
from app.gui.widgets.labels import BulletList, TextLabel


def danger_signs() -> tuple[str, ...]:
    """Return the general danger signs in a child of two months to five years.

    Source: World Health Organization, Integrated Management of Childhood Illness, chart booklet, March 2014: "Check
    for general danger signs".
    """
    return (
        _tr("cannot drink or breastfeed"),
        _tr("vomits everything"),
        _tr("has had convulsions, or has them now"),
        _tr("is lethargic or unconscious"),
    )


def urgent_signs() -> str:
    """Return a sentence on urgent signs beside the general ones.

    Source: the same booklet, "Does the child have cough or difficult breathing?": chest indrawing; below an oxygen
    saturation of 90% the child is referred.
    """
    return _tr("Urgent too: the chest draws in with each breath, or the oxygen is below 90%.")


def danger_signs_section() -> Expander:
    """Return a closed section with the list of signs."""
    body = QWidget()
    column = column_layout(body, gap_px=LINE_GAP_PX)
    column.addWidget(TextLabel(_tr("The child:")))
    column.addWidget(BulletList(danger_signs()))
    column.addWidget(TextLabel(urgent_signs()))
    return Expander(_tr("Danger signs"), body)


def _tr(text: str) -> str:
    return QCoreApplication.translate("danger_signs", text)
