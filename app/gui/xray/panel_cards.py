"""Cards of the verdict panel, from the top."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.gui.session import Session
from app.gui.widgets.card_column import CardColumn
from app.gui.xray.cards.adjustment_card import AdjustmentCard
from app.gui.xray.cards.danger_signs import DangerSignsCard
from app.gui.xray.cards.limits_card import LimitsCard
from app.gui.xray.cards.other_signs import OtherSignsCard
from app.gui.xray.cards.patient_card import PatientCard
from app.gui.xray.cards.review_card import ReviewCard
from app.gui.xray.cards.score_card import ScoreCard
from app.gui.xray.cards.specialist_card import SpecialistCard
from app.gui.xray.cards.verdict_band import VerdictBand


class PanelCards(CardColumn):
    """Makes the cards and keeps their order.

    Every card keeps its place while an X-ray is screened, so that nothing moves when the verdict comes. The card of the
    danger signs stands below the verdict until one was seen: from then on it stands above. Those on another X-ray of
    the child stand before it.
    """

    def __init__(self, session: Session, screen_action: QAction) -> None:
        super().__init__()
        self._session = session
        self._bundle = session.bundle
        limits = session.bundle.input_limits
        self._band, self._adjustment = VerdictBand(limits), AdjustmentCard(screen_action)
        self._other_signs, self._danger_signs = OtherSignsCard(), DangerSignsCard()
        self._score = ScoreCard(session.screener.operating_point, limits)
        self._review, self._patient = ReviewCard(session), PatientCard(session)
        self._limits, self._specialist = LimitsCard(session.bundle), SpecialistCard(session.bundle)
        for card in (self._band, self._adjustment, self._other_signs, *self._cards()):
            self.column.addWidget(card)
        self.column.addStretch(1)
        for card in (self._limits, self._specialist):
            card.opened.connect(partial(self.scroll_to, card))

    def _show_waiting(self) -> None:
        """Show that the X-ray is being screened."""
        self._score.clear_question()
        self._band.show_waiting()
        self._adjustment.hide()
        self._other_signs.show_waiting()
        self._danger_signs.show_waiting()
        self._score.show_waiting(self._session.screener.operating_point)
        self._review.show_waiting()
        self._patient.show_waiting()
        self._limits.show_waiting()
        self._specialist.show_waiting()
        self._enable(False)
        self._place_danger_signs()

    def _place_danger_signs(self) -> None:
        """Put the danger signs above the verdict where one was seen; while they are ticked, they stay in place."""
        verdict, signs = (self._band, self._adjustment), (self._other_signs, self._danger_signs)
        first = (*signs, *verdict) if self._danger_signs.signs else (*verdict, *signs)
        for place, card in enumerate(first):
            self.column.removeWidget(card)
            self.column.insertWidget(place, card)

    def _enable(self, is_enabled: bool) -> None:
        for card in self._cards():
            card.setEnabled(is_enabled)

    def _cards(self) -> tuple[QWidget, ...]:
        """Return the cards below the verdict, from the top."""
        return (self._danger_signs, self._score, self._review, self._patient, self._limits, self._specialist)
