"""The keyboard of a user before the window."""

from __future__ import annotations

import pytest

from tests.helpers.keyboard import Keyboard


@pytest.fixture
def keyboard(desktop, qtbot) -> Keyboard:
    desktop.window.activateWindow()
    qtbot.waitUntil(desktop.window.isActiveWindow)
    return Keyboard(desktop, qtbot)
