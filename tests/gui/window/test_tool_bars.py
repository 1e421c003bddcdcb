"""The toolbars hide nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QToolBar, QToolButton


@pytest.fixture
def places(desktop):
    """Return a function that resizes the window and returns where each tool is in it, by its words."""

    def measure(width: int) -> dict[str, QPoint]:
        desktop.window.resize(width, 600)
        QApplication.processEvents()
        bars = desktop.window.findChildren(QToolBar)
        tools = [bar.widgetForAction(action) for bar in bars for action in bar.actions()]
        tools = [tool for tool in tools if isinstance(tool, QToolButton)]
        assert all(tool.isVisible() for tool in tools)
        ends = [tool.mapTo(desktop.window, tool.rect().bottomRight()) for tool in tools]
        assert all(desktop.window.rect().contains(end) for end in ends)
        return {tool.text(): tool.mapTo(desktop.window, QPoint(0, 0)) for tool in tools}

    return measure


def test_they_share_a_line_and_stand_at_both_ends(places):
    found = places(1024)

    assert len({place.y() for place in found.values()}) == 1
    assert found["Open file"].x() < 20
    assert found["About"].x() > 900


def test_they_take_two_lines_while_there_is_too_little_room(places, enlarge):
    found = places(560)
    assert found["X-ray"].x() == found["Open file"].x()
    assert found["X-ray"].y() == found["About"].y() > found["Open file"].y()

    assert places(1024)["X-ray"].y() == places(1024)["Open file"].y()
    enlarge(200)
    assert places(950)["X-ray"].y() > places(950)["Open file"].y()
    assert places(1024)["X-ray"].y() == places(1024)["Open file"].y()
