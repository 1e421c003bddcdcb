"""Icons and letters that come with the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QPushButton

import app
from app.gui.theme.icons import paint_icon, show_icon
from app.gui.theme.theme import apply_theme
from app.gui.theme.tokens import FONT_FAMILIES
from app.paths import assets_folder, font_files
from app.settings import Settings
from tests.gui.theme.test_theme import contrast

APP = Path(app.__file__).parent
SOURCES = "\n".join(file.read_text(encoding="utf-8") for file in APP.rglob("*.py"))
NAMES = sorted(file.stem for file in (assets_folder() / "icons" / "tabler").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp, name):
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill("white")
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(image.rect()), QColor("#a61b12"))
    painter.end()
    inked = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y) != QColor("white")]

    assert len(inked) > 40
    assert all(colour.red() >= colour.green() for colour in inked)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_used(name):
    assert f'"{name}"' in SOURCES


def ink_of(button: QPushButton) -> QColor:
    """Return the colour of the icon of a button."""
    image = button.icon().pixmap(20, 20).toImage()
    ink = max((image.pixelColor(x, image.height() // 2) for x in range(image.width())), key=QColor.alpha)
    return QColor(ink.rgb())


def test_an_icon_follows_the_theme(qapp, qtbot):
    apply_theme(qapp, Settings(theme="light"))
    button = QPushButton()
    qtbot.addWidget(button)
    show_icon(button, "minus")
    button.show()
    for theme, ground in (("light", "white"), ("dark", "black")):
        apply_theme(qapp, Settings(theme=theme))
        qtbot.waitUntil(lambda ground=ground: contrast(ink_of(button), QColor(ground)) > 4.5)
    apply_theme(qapp, Settings())


def test_a_second_icon_replaces_the_first(qapp, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    show_icon(button, "plus")
    before = button.icon().pixmap(24, 24).toImage()
    show_icon(button, "minus")
    apply_theme(qapp, Settings(text_percent=150))
    apply_theme(qapp, Settings())

    assert button.icon().pixmap(24, 24).toImage() != before


def test_an_icon_that_is_not_there_is_an_error(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    with pytest.raises(FileNotFoundError):
        show_icon(button, "no-such-icon")


@pytest.mark.parametrize(
    "letters", ["Kifua äßçñŷ ṣ", "прикáз", "صدر الطفل", "بچے کا سینہ ٹڈڑ", "बच्चे की छाती", "শিশুর বুক", "የልጅ ደረት"]
)
def test_the_fonts_have_the_letters_of_the_coming_languages(qapp, letters):
    for file in font_files():
        QFontDatabase.addApplicationFont(str(file))
    for letter in letters.replace(" ", ""):
        fonts = [QFontMetrics(QFont(family)) for family in FONT_FAMILIES if family.startswith("Noto")]
        assert any(font.inFontUcs4(ord(letter)) for font in fonts), letter


def test_the_window_is_written_in_the_bundled_font(qapp):
    apply_theme(qapp, Settings())

    assert QFontMetrics(qapp.font()).inFont("K")
    assert qapp.font().families()[0] == "Noto Sans"
    assert QFontDatabase.hasFamily("Noto Sans Devanagari")
