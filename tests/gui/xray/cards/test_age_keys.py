"""What the field for the age takes of the keys."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit

from tests.gui.conftest import make_record
from tests.helpers.panels import part


def test_a_letter_that_is_the_key_of_a_command_never_gets_into_the_field(panel, qtbot):
    command = QAction(panel, shortcut=QKeySequence("E"))
    command.setEnabled(False)
    panel.addAction(command)
    panel.show_record(make_record("normal.jpg"))
    field = part(panel, QLineEdit, "Age of the child")
    field.setFocus()
    qtbot.keyClicks(field, "e")
    assert field.text() == "", "the command cannot be given now"

    qtbot.keyClicks(field, "about 3e")
    assert field.text() == "about 3e", "a word that no command has may stand before a number"
