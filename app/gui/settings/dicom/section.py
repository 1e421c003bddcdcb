"""What Kifua has to do with the other machines of a clinic: a card for what is received, asked for and sent."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.gui.dicom.connections import Connections
from app.gui.session import Session
from app.gui.settings.dicom.archive import ArchivePart
from app.gui.settings.dicom.receiving import Receiving
from app.gui.settings.dicom.worklist import WorklistPart
from app.gui.theme.spacing import GROUP_GAP_PX
from app.gui.widgets.controls import column_layout
from app.gui.widgets.labels import TextLabel


class DicomSection(QWidget):
    """Shows and changes how Kifua speaks with X-ray machines and archives; as long as all is off, with nobody."""

    def __init__(self, session: Session, connections: Connections) -> None:
        super().__init__()
        column = column_layout(self, gap_px=GROUP_GAP_PX)
        words = self.tr("As long as nothing is switched on here, Kifua speaks with no other computer.")
        column.addWidget(TextLabel(words, pale=True))
        for part in (
            Receiving(session, connections.reception),
            WorklistPart(session),
            ArchivePart(session, connections.archive),
        ):
            column.addWidget(part)
