"""The report on one screening: one page, laid out for any size of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPalette

from app.core.model.bundle import Bundle
from app.core.model.decision import recorded_operating_point
from app.core.records import Finding, ScreeningRecord
from app.core.screening import shown_score
from app.gui.report.blocks import BODY, Drawing, Line, Picture, Text, TickBox, WritingSpace, font_of, mark_top, pale
from app.gui.report.content import Choice, DecisionText, Fact, ReportText, report_text, with_changes
from app.gui.report.layout import POINT, Band, Block, Column, Framed, Row, Scaled
from app.gui.report.letterhead import Letterhead, head
from app.gui.text.verdict_text import toned_as
from app.gui.theme.finding_marks import paint_mark, tone
from app.gui.widgets.score_scale import paint_scale, scale_height

_GAP, _MOST_MORE_GAP = 7 * POINT, 7 * POINT
_LOWEST_PICTURE, _HIGHEST_PICTURE = 150 * POINT, 330 * POINT
_LARGEST, _SHRINKING = 1.2, 0.95
"""Where little is to be said, it is said in larger letters; where much, in smaller ones."""

_LONGEST_WORDS = 40
"""Letters of the longest headline that is written large; a longer one is a sentence."""

_MARK = 22 * POINT
_SCREEN_UNIT = 0.75 * POINT
"""A screen's point at 96 an inch, which the scale of the score is drawn in."""

_SCALE_FONT_PX = 12
_UNBOUND = 1e9
_PLAIN = Letterhead()
_LABEL, _MOST_CHOICES = 0.16, 4
_HANDWRITING = 12
"""Size of letters that are written by hand."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the page is made from.

    Attributes:
        record: the screening, with the patient.
        bundle: the model that is installed.
        picture: the X-ray; null where there is none to show.
        picture_with_map: the same with the evidence map on it; may be null.
        letterhead: the clinic's.
        number: of the page among others; empty where it is alone.
        is_copy: whether the picture is the small copy that the history kept.
        changes: in words, how the picture was changed; empty where it was not.
    """

    record: ScreeningRecord
    bundle: Bundle
    picture: QImage
    picture_with_map: QImage
    letterhead: Letterhead = field(default_factory=Letterhead)
    number: str = ""
    is_copy: bool = False
    changes: str = ""

    @property
    def title(self) -> str:
        """Title of the document."""
        return report_text(self.record, self.bundle).title

    def pages(self, size: QSizeF) -> Iterator[Block]:
        """Yield the one page for paper of a size, in units."""
        text = report_text(self.record, self.bundle, self.letterhead.user)
        yield _Page(self, text).fitted(size)


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What a report can be made from, as it was when the user asked for it.

    Attributes:
        record: the screening, with the patient.
        bundle: the model that is installed.
        render: returns the X-ray, and the same with the evidence map on it, or once more where there is none; any
            thread may call it.
        is_copy: as of `Report`.
        changes: as of `Report`.
    """

    record: ScreeningRecord
    bundle: Bundle
    render: Callable[[], tuple[QImage, QImage]]
    is_copy: bool = False
    changes: str = ""

    def make(self, letterhead: Letterhead = _PLAIN) -> Report:
        """Render the pictures and return the report. It may take seconds; any thread may call this."""
        picture, with_map = self.render()
        has_map = with_map != picture
        shown_map = with_map if has_map else QImage()
        report = Report(self.record, self.bundle, picture, shown_map, letterhead)
        return replace(report, is_copy=self.is_copy, changes=self.changes)


class _Page:
    """The blocks of a report, of which the pictures and the lines to write on take what the words leave."""

    def __init__(self, report: Report, text: ReportText) -> None:
        images = (report.picture, report.picture_with_map)
        self._pictures = [Picture(image) for image in images if not image.isNull()]
        self._space = WritingSpace(1 if text.decision.note[1] else 2)
        self._gallery = _gallery(report, text, self._pictures)
        blocks = [
            Column([head(report.letterhead, text.title, text.screened), Line()], gap=4 * POINT),
            _facts(text),
            *_verdict_and_signs(report.record, text),
            self._gallery,
            *_scores(report, text),
            _decision(text.decision, self._space),
            _limits(text),
        ]
        self._body = Column(blocks, _GAP)
        self._foot = foot(text.origin, report.number)

    def fitted(self, size: QSizeF) -> Block:
        """Return the page for paper of a size: as large as all fits, and all of the paper used."""
        scale = _LARGEST
        while True:
            width, height = size.width() / scale, size.height() / scale
            wanted = self._wanted_picture(width)
            self._set(0.0, _GAP, 0.0)
            rest = height - self._body.height(width) - self._foot.height(width) - _GAP
            if rest >= (wanted if scale >= 1 else min(wanted, _LOWEST_PICTURE)):
                break
            scale *= _SHRINKING
        picture = min(rest, wanted)
        gaps = max(len(self._body.blocks) - 1, 1)
        more = min((rest - picture) / gaps, _MOST_MORE_GAP)
        self._set(picture, _GAP + more, rest - picture - more * gaps + self._space.height(width))
        return Scaled(self._body, self._foot, scale)

    def _wanted_picture(self, width: float) -> float:
        """Return the height of the pictures at the full width, at most the highest that is of use."""
        self._set(_UNBOUND, _GAP, 0.0)
        whole = self._gallery.height(width)
        self._set(0.0, _GAP, 0.0)
        return min(whole - self._gallery.height(width), _HIGHEST_PICTURE)

    def _set(self, picture: float, gap: float, room: float) -> None:
        for each in self._pictures:
            each.most = picture
        self._body.gap = gap
        self._space.room = room


def foot(origin: str, number: str) -> Block:
    """Return the last line of a page."""
    parts = [pale(origin, 7), Text(number, 7, align=Qt.AlignmentFlag.AlignRight)]
    return Row(parts, (0.8, 0.2))


def verdict_colours(finding: Finding) -> tuple[QColor, QColor]:
    """Return the colours of a verdict on paper: of its words, and of the ground below them."""
    found = tone(finding, paper_palette())
    return QColor(found.ink), QColor(found.soft)


def mark(finding: Finding, side: float, size: float, ground: QColor, tone: Finding | None = None) -> Block:
    """Return the mark of a verdict in a tone, beside letters of a size; its strokes are as the ground."""
    ink, top = verdict_colours(tone or finding)[0], mark_top(size, side)

    def paint(painter: QPainter, width: float) -> None:
        painter.translate(0, top)
        paint_mark(painter, finding, ink, ground, side)

    return Drawing(paint, side + max(top, 0), 1)


def paper_palette() -> QPalette:
    """Return the colours of paper, whatever the window's are."""
    palette = QPalette(QColor("white"), QColor("white"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("black"))
    palette.setColor(QPalette.ColorRole.Mid, QColor("#808080"))
    return palette


def _facts(text: ReportText) -> Block:
    """Return the facts in two columns, the patient's first; what is not known has a line to write on."""
    columns: list[Block] = [Column([_fact(fact) for fact in facts], gap=3 * POINT) for facts in text.facts]
    return Row(columns, (1, 1), gap=18 * POINT)


def _fact(fact: Fact) -> Block:
    label, value = fact
    return Row([pale(label), Text(value, bold=True) if value else Line(BODY * 1.15 * POINT)], (0.26, 0.74))


def _verdict(record: ScreeningRecord, text: ReportText) -> Block:
    tone = toned_as(record)
    ink, ground = verdict_colours(tone)
    size = 17 if len(text.headline) <= _LONGEST_WORDS else 12
    drawn = mark(record.verdict.shown_finding, _MARK, size, ground, tone)
    title = Row([drawn, Text(text.headline, size, bold=True, ink=ink)], (0.045, 0.955))
    words: list[Block] = [title, Text(text.next_step, 10)]
    return Band(Column([*words, *_paragraphs(text.reasons)], gap=3 * POINT), ink, ground)


def _verdict_and_signs(record: ScreeningRecord, text: ReportText) -> list[Block]:
    """Return the verdict and the danger signs; a sign that was seen comes first, as on the screen."""
    condition = [Text(text.condition, 10, bold=True)] if text.condition else []
    warnings = [Framed(Text(warning, 10, bold=True)) for warning in text.warnings]
    verdict: list[Block] = [*condition, _verdict(record, text), *warnings]
    return [_danger_signs(text), *verdict] if text.danger_step else [*verdict, _danger_signs(text)]


def _danger_signs(text: ReportText) -> Block:
    """Return the danger signs as boxes in two columns, read line by line; red where one was seen."""
    boxes = [TickBox(words, is_ticked) for words, is_ticked in text.danger_signs]
    lines: list[Block] = [Row(boxes[start : start + 2], (1, 1)) for start in range(0, len(boxes), 2)]
    boxes_below = [Column(lines, gap=3 * POINT)] if lines else []
    if not text.danger_step:
        return Framed(Column([Text(text.danger_heading, 10, bold=True), *boxes_below], gap=4 * POINT))
    red = verdict_colours(Finding.PNEUMONIA)[0]
    words: list[Block] = [Text(text.danger_heading, 17, bold=True, ink=red), Text(text.danger_step, 10, bold=True)]
    return Framed(Column([*words, *boxes_below], gap=4 * POINT), ink=red, line=2 * POINT)


def _gallery(report: Report, text: ReportText, pictures: Sequence[Picture]) -> Block:
    """Return the pictures side by side, each above the middle of its caption, or words in their place."""
    if not pictures:
        return Text(text.no_picture)
    lone_caption = text.copy_caption if report.is_copy else text.lone_caption
    captions = with_changes(text.captions if len(pictures) == 2 else (lone_caption,), report.changes)
    shares = [1] * len(pictures)
    below = [pale(caption, 8, align=Qt.AlignmentFlag.AlignHCenter) for caption in captions]
    return Column([Row(pictures, shares), Row(below, shares)])


def _scores(report: Report, text: ReportText) -> list[Block]:
    """Return the score, beside its scale where that is known."""
    if not text.score:
        return []
    point, score = recorded_operating_point(report.record, report.bundle), shown_score(report.record)
    words = Column([Text(text.score, 11, bold=True), *_paragraphs(text.pattern)])
    if not point or score is None:
        return [words]
    font = font_of(1)
    font.setPixelSize(_SCALE_FONT_PX)

    def paint(painter: QPainter, width: float) -> None:
        painter.setFont(font)
        paint_scale(painter, width, score, point, paper_palette())

    scale = Drawing(paint, scale_height(QFontMetricsF(font).height()), _SCREEN_UNIT)
    return [Row([words, scale], (0.4, 0.6), is_centred=True)]


def _decision(text: DecisionText, space: WritingSpace) -> Block:
    """Return the decision, with lines for what is not given."""
    lines: list[Block] = [
        Text(text.heading, 10, bold=True),
        *(_choices(label, choices) for label, choices in (text.opinions, text.actions) if choices),
        *([_labelled(text.note[0], Text(text.note[1]))] if text.note[1] else []),
        space,
        _signatures(text.signed),
    ]
    return Framed(Column(lines, gap=4 * POINT))


def _choices(label: str, choices: Sequence[Choice]) -> Block:
    boxes: list[Block] = [TickBox(words, is_ticked) for words, is_ticked in choices]
    rest: list[Block] = [Text("") for _ in range(_MOST_CHOICES - len(boxes))]
    return _labelled(label, Row([*boxes, *rest], [1] * _MOST_CHOICES))


def _labelled(label: str, block: Block) -> Block:
    return Row([pale(label), block], (_LABEL, 1 - _LABEL))


def _signatures(facts: Sequence[Fact]) -> Block:
    """Return the facts above lines, with their labels below."""
    shares = (4, 4, 3)
    values = [Text(value, BODY if value else _HANDWRITING) for _, value in facts]
    parts: list[Sequence[Block]] = [values, [Line() for _ in facts], [pale(label, 8) for label, _ in facts]]
    return Column([Row(blocks, shares, gap=14 * POINT) for blocks in parts], gap=POINT)


def _limits(text: ReportText) -> Block:
    bullets = [Row([Text("•"), Text(sentence)], (0.015, 0.985), gap=2 * POINT) for sentence in text.limits]
    return Column([Text(text.limits_heading, 10, bold=True), *bullets, Text(text.intended_use)])


def _paragraphs(text: str) -> list[Block]:
    return [Text(text)] if text else []
