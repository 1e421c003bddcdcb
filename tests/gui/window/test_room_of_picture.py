"""The X-ray has the room of the window, however small that is."""

from __future__ import annotations

import pytest

from app.gui.window.status_bar import StatusBar
from app.gui.xray.viewer.pictures import Pictures
from tests.helpers.pictures import SAMPLE


@pytest.mark.parametrize(("width", "height", "share"), [(1024, 600, 0.55), (1366, 768, 0.55)])
def test_the_picture_has_most_of_the_window(desktop, qtbot, width, height, share):
    desktop.window.resize(width, height)
    desktop.window.open_paths([str(SAMPLE)])
    desktop.wait_for("Not assessed")
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    pictures, window = desktop.window.findChild(Pictures), desktop.window

    assert (window.width(), window.height()) == (width, height)
    assert pictures.width() * pictures.height() >= share * width * height


def test_what_the_status_line_says_takes_nothing_from_the_pages(desktop, qtbot):
    desktop.window.resize(1024, 600)
    status, before = desktop.window.findChild(StatusBar), desktop.window.centralWidget().geometry()
    assert not status.isVisible()
    status.show_hint("There is no picture on the clipboard: copy one first.")
    assert status.isVisible()
    assert status.width() > status.fontMetrics().horizontalAdvance(status.currentMessage())
    assert desktop.window.centralWidget().geometry() == before
    status.clearMessage()
    assert not status.isVisible()
