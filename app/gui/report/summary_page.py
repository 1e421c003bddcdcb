"""The summary of many screenings on paper: one page, or as many as its lists need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from app.core.model.bundle import Bundle
from app.core.records import Finding, ScreeningRecord
from app.core.screening import shown_score
from app.core.text import printable
from app.gui.report.blocks import BODY, Line, Text, pale
from app.gui.report.content import file_name, origin_text, shortened
from app.gui.report.layout import POINT, Block, Column, Row, Scaled, is_mirrored
from app.gui.report.letterhead import Letterhead, head
from app.gui.report.page import foot, mark, verdict_colours
from app.gui.report.summary import Summary
from app.gui.text import review_text, verdict_text
from app.gui.text.locale_text import date_text, number_text, percent

_ORDER = (Finding.PNEUMONIA, Finding.UNCERTAIN, Finding.NORMAL, Finding.NOT_ASSESSED)
_SIDE = 10 * POINT
_ROW_GAP, _GAP = 3 * POINT, 9 * POINT
_BAR_HIGH = 9 * POINT
_LIST_SHARES = (0.035, 0.225, 0.115, 0.1, 0.235, 0.29)
_ENDANGERED_SHARES = (0.035, 0.205, 0.115, 0.165, 0.2, 0.28)
_REFUSED_SHARES = (0.035, 0.25, 0.285, 0.43)
_WHITE = QColor("white")


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """The pages of a summary.

    Attributes:
        name: of the batch, the day or the period.
        summary: of its screenings.
        bundle: the model that is installed.
        app_version: of Kifua.
        letterhead: the clinic's.
        following: how many pages of something else come after these.
    """

    name: str
    summary: Summary
    bundle: Bundle
    app_version: str
    letterhead: Letterhead = field(default_factory=Letterhead)
    following: int = 0

    @property
    def title(self) -> str:
        """Title of the document."""
        return _tr("Summary of chest X-rays")

    def pages(self, size: QSizeF) -> Iterator[Block]:
        """Yield the pages for paper of a size, in units."""
        bodies = self._bodies(size)
        total = len(bodies) + self.following
        for number, body in enumerate(bodies, 1):
            yield Scaled(body, self._foot(page_number(number, total) if total > 1 else ""), 1.0)

    def _bodies(self, size: QSizeF) -> list[Block]:
        room = size.height() - self._foot(" ").height(size.width()) - _GAP
        flow = _Flow(size.width(), room, Text(self._title(), 10, bold=True))
        flow.add(Column([head(self.letterhead, self.title, (_tr("Period"), self._period())), Line()], gap=4 * POINT))
        if self.name:
            flow.add(Text(shortened(printable(self.name), "name"), 14, bold=True))
        flow.add(Column([*map(self._bar, _ORDER)], gap=4 * POINT))
        flow.add(Column([self._facts(), pale(_tr("An X-ray that was screened more than once counts once."), 8)], gap=0))
        endangered = self.summary.endangered
        flow.add_rows(_tr("With danger signs"), _endangered_labels(), [_endangered_row(each) for each in endangered])
        flow.add_rest(self.summary.endangered_count - len(endangered))
        for finding, records in self.summary.listed.items():
            flow.add_rows(verdict_text.finding_text(finding), _list_labels(), [_list_row(each) for each in records])
            flow.add_rest(self.summary.counts[finding] - len(records))
        refused = self.summary.refused
        heading = verdict_text.finding_text(Finding.NOT_ASSESSED)
        flow.add_rows(heading, _refused_labels(), [_refused_row(each) for each in refused])
        flow.add_rest(self.summary.counts[Finding.NOT_ASSESSED] - len(refused))
        return flow.pages

    def _title(self) -> str:
        return f"{self.title} · {shortened(printable(self.name), 'name')}" if self.name else self.title

    def _period(self) -> str:
        first, last = date_text(self.summary.first), date_text(self.summary.last)
        return first if first == last else _tr("{first} to {last}").format(first=first, last=last)

    def _bar(self, finding: Finding) -> Block:
        """Return the count of a finding, as a number and as a bar."""
        count, total = self.summary.counts[finding], max(self.summary.total, 1)
        number = Text(number_text(count), 11, bold=True, align=Qt.AlignmentFlag.AlignRight)
        share = pale(percent(count / total) if 0 < count < total else "")
        words = Text(verdict_text.finding_text(finding), 10)
        parts: list[Block] = [mark(finding, _SIDE, 10, _WHITE), words, number, share, _Bar(finding, count / total)]
        return Row(parts, (0.035, 0.27, 0.1, 0.095, 0.5), is_centred=True)

    def _facts(self) -> Block:
        facts = (
            (_tr("X-rays"), self.summary.total),
            (_tr("Not seen yet"), self.summary.unseen),
            (_tr("Decided"), self.summary.decided),
            (_tr("With danger signs"), self.summary.endangered_count),
        )
        cells: list[Block] = [
            Column([pale(label, 8), Text(number_text(number), 12, bold=True)], gap=0) for label, number in facts
        ]
        return Row(cells, [1] * len(cells))

    def _foot(self, number: str) -> Block:
        models = sorted(self.summary.models)
        origin = origin_text(", ".join(models[:2]) + (", …" if len(models) > 2 else ""), self.app_version)
        limits = " ".join(map(verdict_text.bundle_text, self.bundle.limits))
        caution = Text(_tr("Signs on an X-ray are not a diagnosis."), 8, bold=True)
        return Column([Line(), caution, Text(limits, 8), foot(origin, number)])


def page_number(number: int, total: int) -> str:
    """Return the number of a page, such as `Page 2 of 5`."""
    return _tr("Page {number} of {total}").format(number=number_text(number), total=number_text(total))


@dataclass(frozen=True)
class _Bar:
    """A bar as long as its share of the width."""

    finding: Finding
    share: float

    def height(self, width: float) -> float:
        return _BAR_HIGH

    def draw(self, painter: QPainter, area: QRectF) -> None:
        ink, ground = verdict_colours(self.finding)
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), _BAR_HIGH), ground)
        length = area.width() * self.share
        left = area.right() - length if is_mirrored(painter) else area.left()
        painter.fillRect(QRectF(left, area.top(), length, _BAR_HIGH), ink)


class _Flow:
    """Puts blocks onto pages, one below the other; what does not fit begins the next page.

    Attributes:
        pages: those that were begun.
    """

    def __init__(self, width: float, room: float, title: Block) -> None:
        self._width = width
        self._room = room
        self._title = title
        self._blocks: list[Block] = []
        self.pages: list[Block] = [Column(self._blocks, 0)]
        self._used = 0.0

    def add(self, *blocks: Block, gap: float = _GAP) -> None:
        """Add blocks that stay together, after a gap."""
        together = Column(blocks, _ROW_GAP)
        if self._blocks and not self._fits(together, gap):
            self._begin_page()
        self._put(_Space(gap if self._blocks else 0.0))
        self._put(together)

    def add_rows(self, heading: str, labels: Block, rows: Sequence[Block]) -> None:
        """Add a heading with the rows of a table; a page that goes on with them repeats the labels."""
        if not rows:
            return
        self.add(Text(heading, 11, bold=True), labels, Line(), rows[0], gap=1.4 * _GAP)
        for row in rows[1:]:
            if self._fits(row, 2 * _ROW_GAP + POINT):
                self.add(Line(), row, gap=_ROW_GAP)
            else:
                self._begin_page()
                self.add(labels, Line(), row)

    def add_rest(self, count: int) -> None:
        """Add how many rows are left out, if any are."""
        if count:
            words = _tr("And {count} more: the table in Kifua has them all.").format(count=number_text(count))
            self.add(Text(words, bold=True), gap=_ROW_GAP)

    def _fits(self, block: Block, gap: float) -> bool:
        return self._used + gap + block.height(self._width) <= self._room

    def _put(self, block: Block) -> None:
        self._blocks.append(block)
        self._used += block.height(self._width)

    def _begin_page(self) -> None:
        self._blocks = []
        self.pages.append(Column(self._blocks, 0))
        self._used = 0.0
        self._put(self._title)


@dataclass(frozen=True)
class _Space:
    room: float

    def height(self, width: float) -> float:
        return self.room

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw nothing."""


def _endangered_labels() -> Block:
    labels = ("", _tr("Patient"), _tr("Age"), _tr("Verdict"), _tr("Decision"), _tr("Danger signs"))
    return Row([pale(label, 8) for label in labels], _ENDANGERED_SHARES)


def _endangered_row(record: ScreeningRecord) -> Block:
    is_named = record.patient_id or record.patient_name
    signs = " · ".join(map(review_text.danger_sign_text, record.danger_signs))
    parts: list[Block] = [
        _mark(record),
        _patient(record) if is_named else Text(file_name(record.file), 8),
        Text(verdict_text.age_phrase(record.age_years)),
        Text(verdict_text.short_verdict_words(record.verdict)),
        _decision_alone(record),
        Text(signs, bold=True, ink=verdict_colours(Finding.PNEUMONIA)[0]),
    ]
    return Row(parts, _ENDANGERED_SHARES)


def _list_labels() -> Block:
    labels = ("", _tr("Patient"), _tr("Age"), _tr("Score"), _tr("Decision"), _tr("X-ray file"))
    return Row([pale(label, 8) for label in labels], _LIST_SHARES)


def _list_row(record: ScreeningRecord) -> Block:
    score = shown_score(record)
    parts: list[Block] = [
        _mark(record),
        _patient(record),
        Text(verdict_text.age_phrase(record.age_years)),
        Text("–" if score is None else percent(score), bold=True),
        _decision(record),
        Text(file_name(record.file), 8),
    ]
    return Row(parts, _LIST_SHARES)


def _refused_labels() -> Block:
    labels = ("", _tr("Patient"), _tr("X-ray file"), _tr("Why"))
    return Row([pale(label, 8) for label in labels], _REFUSED_SHARES)


def _refused_row(record: ScreeningRecord) -> Block:
    why = shortened(verdict_text.reasons_text(record.verdict), "reasons")
    parts = [
        _mark(record),
        _patient(record),
        Text(file_name(record.file), 8),
        Text(why),
    ]
    return Row(parts, _REFUSED_SHARES)


def _mark(record: ScreeningRecord) -> Block:
    return mark(record.verdict.shown_finding, _SIDE, BODY, _WHITE, verdict_text.toned_as(record))


def _patient(record: ScreeningRecord) -> Block:
    known = (shortened(printable(record.patient_id), "id"), shortened(printable(record.patient_name), "name"))
    words = " · ".join(filter(None, known))
    return Text(words, bold=True) if words else Line(BODY * 1.15 * POINT)


def _decision(record: ScreeningRecord) -> Block:
    """Return the decision; a danger sign stands above."""
    alarm: list[Block] = [Text(review_text.danger_mark(record.danger_signs), bold=True)] if record.danger_signs else []
    return Column([*alarm, _decision_alone(record)], gap=0)


def _decision_alone(record: ScreeningRecord) -> Block:
    """Return the decision, or a line to write it on."""
    review = record.review
    said = [review_text.opinion_text(review.opinion)] if review.opinion else []
    done = [review_text.action_text(review.action)] if review.action else []
    words = " · ".join(said + done) or shortened(printable(review.note), "name")
    return Text(words) if words else Line(BODY * 1.15 * POINT)


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)
