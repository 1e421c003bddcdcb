"""`kifua screen`, from arguments to exit status, output and files."""

import csv
import json
import os
from pathlib import Path

import pytest

from app.core.model.bundle import load_bundle
from app.core.results.history import History
from app.core.text import one_line
from app.paths import history_file
from tests.helpers.bad_files import BAD_FILES, REFUSED_FILES
from tests.helpers.bundles import copied, with_model
from tests.helpers.hostile_names import HOSTILE_NAMES
from tests.helpers.pictures import SAMPLE
from tests.helpers.screening_records import kept_rows

SCAN = "scan.dcm"
"""Of the refused files, a CT: of a folder it is left out."""


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def history():
    with History(history_file()) as opened:
        return [row["file"] for row in kept_rows(opened, 99)]


def codes(found):
    return {Path(row["file"]).name: row["reason"].split(":")[0] for row in found}


def test_a_folder_of_good_pictures_ends_well(run, xrays):
    status, _, _ = run("screen", xrays)
    assert status == 0


def test_the_table_has_a_heading_and_a_row_a_file(run, xrays):
    _, out, _ = run("screen", xrays, "--recursive")
    heading, *lines = out.splitlines()
    assert heading.split() == ["VERDICT", "SCORE", "PATTERN", "FILE"]
    assert [line.split()[-1] for line in lines] == [
        str(xrays / "child.jpeg"),
        str(xrays / "below" / "sister.jpeg"),
    ]


def test_a_row_shows_verdict_score_and_pattern(run, xrays):
    _, out, _ = run("screen", xrays)
    verdict, score, pattern, _ = out.splitlines()[1].split()
    assert verdict == "PNEUMONIA"
    assert pattern in ("bacterial", "viral")
    assert 0.5 < float(score) <= 1


def test_without_recursive_the_folders_below_are_left_out(run, xrays):
    _, out, _ = run("screen", xrays, "--json")
    assert [Path(json.loads(line)["file"]).name for line in out.splitlines()] == ["child.jpeg"]


def test_json_is_one_object_a_line_and_nothing_else(run, xrays):
    _, out, _ = run("screen", xrays, "--recursive", "--json")
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["PNEUMONIA", "PNEUMONIA"]


def test_json_and_csv_and_history_tell_the_same(run, xrays, tmp_path):
    _, out, _ = run("screen", xrays, "--json", "--csv", tmp_path / "x.csv")
    told = json.loads(out)
    (row,) = rows(tmp_path / "x.csv")
    with History(history_file()) as opened:
        (kept,) = kept_rows(opened, 9)
    assert kept == told
    assert list(row) == list(told)
    assert (row["verdict"], row["sha256"], float(row["score"])) == (told["verdict"], told["sha256"], told["score"])


def test_the_counts_are_said_apart_from_the_results(run, xrays):
    _, _, err = run("screen", xrays, "--recursive")
    assert "2 of 2 files screened: 2 signs of pneumonia" in err


def test_files_that_were_passed_over_are_counted(run, xrays):
    _, _, err = run("screen", xrays)
    assert "Files skipped, as they are no images: 1." in err


@pytest.mark.parametrize("workers", ["1", "3"])
def test_the_number_of_workers_does_not_change_the_order(run, bad_batch, tmp_path, workers):
    run("screen", bad_batch, "--workers", workers, "--csv", tmp_path / "x.csv")
    assert [Path(row["file"]).name for row in rows(tmp_path / "x.csv")] == sorted({*os.listdir(bad_batch)} - {SCAN})


def test_every_bad_file_gets_its_row_and_its_code(run, bad_batch, tmp_path):
    run("screen", bad_batch, "--csv", tmp_path / "x.csv")
    expected = {name: code for name, (_, code) in {**BAD_FILES, **REFUSED_FILES}.items() if name != SCAN}
    assert codes(rows(tmp_path / "x.csv")) == {**expected, "child.jpeg": ""}


def test_bad_files_are_not_assessed_and_the_good_one_is(run, bad_batch, tmp_path):
    run("screen", bad_batch, "--csv", tmp_path / "x.csv")
    verdicts = {Path(row["file"]).name: row["verdict"] for row in rows(tmp_path / "x.csv")}
    assert verdicts.pop("child.jpeg") == "PNEUMONIA"
    assert set(verdicts.values()) == {"NOT_ASSESSED"}


def test_a_batch_with_a_bad_file_is_incomplete(run, bad_batch):
    status, _, _ = run("screen", bad_batch)
    assert status == 1


def test_bad_files_are_no_reason_for_more_than_the_counts(run, bad_batch):
    _, _, err = run("screen", bad_batch)
    bad = len(BAD_FILES) + len(REFUSED_FILES) - 1
    counts = f"1 signs of pneumonia, 0 no signs of pneumonia, 0 uncertain, {bad} not assessed"
    left_out = "Files left out, as they are no plain X-rays: 1 (CT 1)."
    assert err == f"{bad + 1} of {bad + 1} files screened: {counts}.\n{left_out}\n"


@pytest.mark.parametrize("name", ["none.png", "none", "a\0b.png"])
def test_a_missing_path_is_a_row(run, tmp_path, name):
    status, out, _ = run("screen", tmp_path / name, "--json")
    assert json.loads(out)["reason"].startswith("file_missing: ")
    assert status == 1


def test_an_unreadable_file_is_a_row(run, xrays, monkeypatch):
    def read(path, real=Path.read_bytes):
        if path.name == "child.jpeg":
            raise PermissionError(13, "denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    _, out, _ = run("screen", xrays, "--json")
    assert json.loads(out)["reason"].startswith("file_unreadable: ")


@pytest.mark.timeout(60)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_does_not_block(run, xrays, tmp_path):
    os.mkfifo(xrays / "pipe")
    os.mkfifo(xrays / "pipe.png")
    run("screen", xrays, "--csv", tmp_path / "x.csv")
    assert codes(rows(tmp_path / "x.csv")) == {"child.jpeg": "", "pipe.png": "file_unreadable"}


@pytest.mark.parametrize("content", [{}, {"notes.txt": b"nothing"}])
def test_a_folder_without_pictures_is_said(run, tmp_path, content):
    (tmp_path / "folder").mkdir()
    for name, data in content.items():
        (tmp_path / "folder" / name).write_bytes(data)
    status, out, err = run("screen", tmp_path / "folder")
    assert (status, out) == (3, "")
    assert err.startswith("kifua: no_images: ")


def test_the_history_keeps_the_results(run, xrays):
    run("screen", xrays)
    assert history() == [str(xrays / "child.jpeg")]


def test_without_history_no_file_of_it_is_made(run, xrays):
    run("screen", xrays, "--no-history")
    assert not history_file().exists()


def test_a_history_that_cannot_be_opened_is_said_and_the_screening_goes_on(run, xrays):
    history_file().mkdir(parents=True)
    status, out, err = run("screen", xrays, "--json")
    assert (status, json.loads(out)["verdict"]) == (0, "PNEUMONIA")
    assert err.startswith("kifua: history_failed: ")


def test_a_csv_that_cannot_be_written_is_said_before_any_screening(run, xrays, tmp_path):
    status, out, err = run("screen", xrays, "--csv", tmp_path / "none" / "x.csv")
    assert (status, out) == (5, "")
    assert err.startswith("kifua: output_failed: ")


def test_the_csv_is_named_at_the_end(run, xrays, tmp_path):
    _, _, err = run("screen", xrays, "--csv", tmp_path / "x.csv")
    assert err.splitlines()[-1] == f"Written to {tmp_path / 'x.csv'}."


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["screen"],
        ["screen", "x", "--workers", "0"],
        ["screen", "x", "--workers", "x"],
        ["screen", "x", "--workers", "-1"],
        ["screen", "x", "--workers", "1.5"],
        ["screen", "x", "--colour"],
        ["judge", "x"],
    ],
)
def test_a_wrong_command_is_explained(run, wrong):
    status, out, err = run(*wrong)
    assert (status, out) == (2, "")
    assert err.startswith("usage: kifua")


def test_an_unknown_operating_point_is_a_wrong_command(run, xrays):
    status, out, err = run("screen", xrays, "--operating-point", "best")
    assert (status, out) == (2, "")
    assert err.startswith("kifua: unknown_operating_point: ")


def test_an_operating_point_is_chosen_by_its_name(run, xrays, bundle):
    name = load_bundle(bundle).operating_points[-1].name
    _, out, _ = run("screen", xrays, "--json", "--operating-point", name)
    assert json.loads(out)["operating_point"] == name


def _without_model(bundle, folder):
    (copied(bundle, folder) / "model.tflite").unlink()
    return folder


def _with_changed_model(bundle, folder):
    (copied(bundle, folder) / "model.tflite").write_bytes(b"changed")
    return folder


BROKEN_BUNDLES = {
    "no folder": (lambda bundle, folder: folder, "model_missing"),
    "no model": (_without_model, "model_missing"),
    "changed model": (_with_changed_model, "model_damaged"),
    "garbage": (lambda bundle, folder: with_model(bundle, folder, b"garbage"), "model_incompatible"),
    "schema": (lambda bundle, folder: copied(bundle, folder, lambda it: it.update(schema=99)), "model_incompatible"),
    "no labels": (lambda bundle, folder: copied(bundle, folder, lambda it: it.pop("labels")), "model_incompatible"),
}


@pytest.mark.parametrize("command", [["screen", str(SAMPLE)], ["model"], ["self-test"]])
@pytest.mark.parametrize("kind", BROKEN_BUNDLES)
def test_a_broken_model_is_said_and_nothing_is_screened(run, bundle, tmp_path, monkeypatch, kind, command):
    make, code = BROKEN_BUNDLES[kind]
    broken = make(bundle, tmp_path / "model")
    monkeypatch.setattr("app.cli.bundle_folder", lambda: broken)
    status, out, err = run(*command)
    assert (status, out) == (4, "")
    assert err.startswith(f"kifua: {code}: ")


def test_an_interrupt_before_the_screening_ends_the_program_quietly(run, xrays, monkeypatch):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("app.commands.screen.discover", interrupted)
    assert run("screen", xrays) == (130, "", "")


@pytest.fixture
def hostile_folder(tmp_path):
    folder = tmp_path / "hostile"
    folder.mkdir()
    try:
        for name in HOSTILE_NAMES:
            (folder / name).write_bytes(b"")
    except OSError:
        pytest.skip("this file system does not take such names")
    return folder


def test_hostile_names_each_get_a_row(run, hostile_folder, tmp_path):
    run("screen", hostile_folder, "--csv", tmp_path / "x.csv")
    found = [row["file"] for row in rows(tmp_path / "x.csv")]
    below = [os.path.join(hostile_folder, name) for name in sorted(HOSTILE_NAMES)]
    assert found == [one_line(file) for file in below]


def test_hostile_names_are_neutralised_when_they_begin_the_cell(run, hostile_folder, tmp_path, monkeypatch):
    monkeypatch.chdir(hostile_folder)
    run("screen", "--csv", tmp_path / "x.csv", "--", *sorted(HOSTILE_NAMES))
    assert not [row for row in rows(tmp_path / "x.csv") if row["file"].lstrip(" ")[0] in "=+-@\t\r\n＝"]


def test_hostile_names_do_not_steer_the_terminal(run, hostile_folder):
    _, out, _ = run("screen", hostile_folder)
    assert len(out.splitlines()) == 1 + len(HOSTILE_NAMES)
    assert all(char.isprintable() for line in out.splitlines() for char in line)


def test_hostile_names_are_kept_in_json(run, hostile_folder):
    _, out, _ = run("screen", hostile_folder, "--json")
    assert [os.path.basename(json.loads(line)["file"]) for line in out.splitlines()] == sorted(HOSTILE_NAMES)


def test_hostile_names_are_kept_in_the_history(run, hostile_folder):
    run("screen", hostile_folder)
    assert history() == [os.path.join(hostile_folder, name) for name in sorted(HOSTILE_NAMES, reverse=True)]
