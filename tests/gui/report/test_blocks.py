"""The smallest parts of a page: words, boxes to tick, lines to write on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QSizeF, Qt

from app.gui.report.blocks import Line, Text, TickBox, WritingSpace
from app.gui.report.layout import POINT, Block, Column
from app.gui.report.letterhead import Letterhead
from tests.helpers.paper import drawn, inked_lines

pytestmark = pytest.mark.usefixtures("qapp")  # fonts need it

WIDE = 5000.0


@dataclass(frozen=True)
class Page:
    block: Block
    title: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)

    def pages(self, size: QSizeF) -> Iterator[Block]:
        yield self.block


def lowest(block: Block) -> int:
    """Return the last line with ink."""
    return inked_lines(drawn(Page(block)))[-1]


@pytest.mark.parametrize("words", ["صورة", "የደረት ራጅ", "छाती का एक्स-रे", "বুকের এক্স-রে"])
def test_a_line_is_as_high_in_every_script(words):
    for block in (Text("Name", 20), Text("Name", 20, bold=True)):
        assert Text(words, 20).height(WIDE) == block.height(WIDE)


def test_words_of_two_scripts_stand_on_one_line():
    latin, arabic = (lowest(Text(letters, 60)) for letters in ("HI", "ا"))

    assert abs(latin - arabic) <= 2


def test_a_tick_is_drawn_into_its_box_and_beside_its_words():
    empty, ticked = (drawn(Page(TickBox("Vomits everything", is_ticked))) for is_ticked in (False, True))

    assert empty != ticked
    assert TickBox("word " * 100, is_ticked=True).height(500.0) > 10 * TickBox("word", is_ticked=True).height(500.0)


def test_a_space_to_write_takes_its_room_in_whole_lines():
    space = WritingSpace(2)
    least = space.height(WIDE)
    space.room = 4.9 * least / 2

    assert space.height(WIDE) == 2 * least
    assert len(inked_lines(drawn(Page(space)))) == 4 * len(inked_lines(drawn(Page(Line()))))


def test_words_at_the_end_are_mirrored_with_the_page(qapp):
    text = Text("end", 20, align=Qt.AlignmentFlag.AlignRight)
    usual = drawn(Page(text))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = drawn(Page(text))
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    half = usual.width() // 2
    assert inked_lines(usual.copy(0, 0, half, 100)) == []
    assert inked_lines(mirrored.copy(half, 0, half, 100)) == []


def test_a_column_leaves_gaps():
    lines = [Line(), Line()]

    assert Column(lines, gap=7 * POINT).height(WIDE) == Column(lines, gap=0).height(WIDE) + 7 * POINT
