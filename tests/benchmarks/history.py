"""How long do reads of a large history take, and what do small copies of pictures cost?

    python -m tests.benchmarks.history [X_RAYS]

Limit: no read of 50,000 screenings takes longer than 0.1 s. With a folder of X-rays, the processor time of a screening
is measured without and with a small copy of the picture.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from app import __version__
from app.core.imaging.discovery import discover
from app.core.imaging.small_picture import PictureTray
from app.core.records import Finding, Patient, Verdict
from app.core.results.history import History
from app.core.results.history_database.file import transaction
from app.core.results.history_order import Order, SortKey
from app.core.results.history_search import EVERYTHING, Search
from app.core.review import Opinion, Review
from app.core.screening import Screener
from app.paths import bundle_folder
from tests.helpers.screening_records import record

COUNT = 50_000
PAGE = 200
REPEATS = 5
BEGIN = datetime(2024, 1, 1, 8).astimezone()


def fill(history: History) -> None:
    """Add `COUNT` screenings of some years."""
    chance = random.Random(1)
    for number in range(COUNT):
        finding = chance.choices(list(Finding), (30, 55, 10, 5))[0]
        verdict = Verdict(finding, None if finding is Finding.NOT_ASSESSED else chance.random())
        stamp = (BEGIN + timedelta(minutes=20 * number)).isoformat(timespec="seconds")
        patient = Patient(f"KB-{chance.randrange(COUNT)}", age_years=round(5 * chance.random(), 2))
        made = record(f"/media/stick/{number // 300}/person{chance.random()}.jpeg", verdict, patient=patient)
        history.add(replace(made, screened_at=stamp, review=Review(chance.choice((None, *Opinion)))))


def quickest_s(work: Callable[[], object]) -> float:
    """Return how long the quickest of some calls takes."""
    found = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return min(found)


def reads(history: History) -> dict[str, Callable[[], object]]:
    """Return what the window reads of a history, by what it is."""
    middle = history.find(EVERYTHING, COUNT // 2)[-1].record
    week, words = Search(since=date.fromisoformat(middle.screened_at[:10])), Search("nothing of it")
    found: dict[str, Callable[[], object]] = {}
    for key in SortKey:
        order = Order(key)
        found[f"a page by {key}"] = lambda order=order: history.find(EVERYTHING, PAGE, order)
        found[f"the place by {key}"] = lambda order=order: history.place_of(middle.id, EVERYTHING, order)
        found[f"the next one by {key}"] = lambda order=order: history.neighbour(middle.id, EVERYTHING, order)
    found["counts of all"] = history.finding_counts
    found["counts since a day"] = lambda: history.finding_counts(week)
    found["words that are nowhere"] = lambda: history.find(words, PAGE)
    found["a patient's"] = lambda: history.of_patient(middle.patient_id)
    found["the newest screening of a picture"] = lambda: history.newest_of_picture(middle.sha256)
    found["the counts of each picture once"] = lambda: history.finding_counts(Search(once=True))
    return found


def screening_ms(screener: Screener, files: list[str]) -> float:
    """Return the processor time of a screening in milliseconds."""
    begin = time.process_time()
    for file in files:
        screener.screen_file(file)
    return 1000 * (time.process_time() - begin) / len(files)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("x_rays", nargs="?")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, History(Path(folder) / "history.sqlite3") as history:
        with transaction(history._connection):
            fill(history)
        for name, read in reads(history).items():
            print(f"{1000 * quickest_s(read):6.1f} ms  {name}")
    if options.x_rays:
        files = list(discover([options.x_rays], recursive=True).files)
        screener, tray = Screener.open(bundle_folder(), __version__), PictureTray()
        screening_ms(screener, files)
        plain, kept = screening_ms(screener, files), screening_ms(screener.keeping_pictures(tray), files)
        print(f"a screening: {plain:.1f} ms of processor time, with a small picture {kept:.1f} ms")


if __name__ == "__main__":
    main()
