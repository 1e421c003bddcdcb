"""A question to the clinic's worklist server, off the GUI thread."""

from __future__ import annotations

import threading

from app.dicom.peer import Peer
from app.dicom.worklist.item import Worklist, WorklistQuery
from app.gui.workers.task import Task


def worklist_task(peer: Peer, query: WorklistQuery) -> Task:
    """Return a task that asks a server; `done` carries the `Worklist`, and cancelling it hangs up."""
    cancelled = threading.Event()

    def ask() -> Worklist:
        from app.dicom.worklist.query import find  # the network library takes 150 ms to load

        return find(peer, query, cancelled)

    return Task(ask, cancelled)
