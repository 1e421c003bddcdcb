"""The smoke test passes a program that behaves, and tells what is wrong with one that does not."""

import json
import sys
from pathlib import Path

import pytest

from app.core.model.bundle import load_bundle
from app.exit_status import ExitStatus
from app.gui.startup.first_use_dialog import use_mark

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the made program is a script")

FAULTS = {
    "version": r"--version printed 'kifua unknown\n'",
    "worker": "kifua does not decode: it ended with 0",
    "golden": "self-test printed: DIFFER a.jpeg / ok a.dcm / 1 of 1 pass",
    "score": "a.jpeg scores 0.5, expected 0.25 within 0.001",
    "row": "the samples' verdicts are {",
    "dicom": "a DICOM file is internal_error: no",
    "stray": "--version said: Warning: something is odd (1 such lines)",
    "window": "the window did not open: no display",
    "export": "export did not write a picture and a report",
    "anonymize": "anonymize did not write a picture",
    "send": "export ",
    "receive": "receive --from NOBODY@127.0.0.1 --port 0 --tls-cert ",
    "close": "the window ended with 1, not with 0",
    "home": "this was left in the home folder: window.json",
}


def test_the_statuses_are_the_programs():
    import frozen_program

    for name in ("OK", "INCOMPLETE", "NO_NETWORK", "NOT_SENT"):
        assert getattr(frozen_program, name) == ExitStatus[name]


@pytest.fixture
def made(tmp_path):
    """Return the folder of a made program."""
    folder = tmp_path / "made"
    assets = folder / "_internal" / "assets"
    (assets / "model").mkdir(parents=True)
    (assets / "samples").mkdir()
    (assets / "dicom").mkdir()
    (assets / "dicom" / "a.dcm").touch()
    golden = {"file": "a.jpeg", "score": 0.25}
    bundle = {"golden": [golden], "golden_tolerance": 0.001, "intended_use": "use", "limits": ["one"]}
    (assets / "model" / "bundle.json").write_text(json.dumps(bundle))
    for name in ("one", "two"):
        (assets / "samples" / f"{name}.jpeg").touch()
    script = folder / "kifua"
    script.write_text(f"#!{sys.executable}\n" + Path(__file__).with_name("made_program.py").read_text())
    script.chmod(0o755)
    return folder


def test_a_program_that_behaves_passes(made, capsys):
    import smoke_test

    status = smoke_test.main([str(made), "1.2.3"])

    assert (status, capsys.readouterr().out) == (0, f"passed: kifua 1.2.3 in {made}\n")
    assert not (made / "kifua-data").exists()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told(made, capsys, monkeypatch, fault):
    import smoke_test

    monkeypatch.setenv("MADE_FAULT", fault)
    status = smoke_test.main([str(made)])
    printed = capsys.readouterr().out

    assert status == 1
    assert printed.startswith(f"FAILED: {FAULTS[fault]}")


def test_another_version_is_a_fault(made, capsys):
    import smoke_test

    assert smoke_test.main([str(made), "1.2.4"]) == 1
    assert capsys.readouterr().out == "FAILED: the version is 1.2.3, not 1.2.4\n"


@pytest.mark.parametrize(("score", "status"), [("0.2509", 0), ("0.2611", 1)])
def test_the_samples_are_compared_with_scores_from_source(made, tmp_path, capsys, score, status):
    import smoke_test

    source = tmp_path / "source.csv"
    source.write_text(
        f"file,verdict,score\nassets/samples/one.jpeg,NORMAL,0.25\nassets/samples/two.jpeg,NORMAL,{score}\n"
    )

    assert smoke_test.main([str(made), "--scores", str(source)]) == status
    assert ("two.jpeg scores 0.25, expected 0.2611 within 0.001" in capsys.readouterr().out) is bool(status)


def test_scores_from_source_that_lack_a_sample_are_a_fault(made, tmp_path, capsys):
    import smoke_test

    source = tmp_path / "source.csv"
    source.write_text("file,verdict,score\nassets/samples/one.jpeg,NORMAL,0.25\n")

    assert smoke_test.main([str(made), "--scores", str(source)]) == 1
    assert "has the scores of ['one.jpeg'], not of ['one.jpeg', 'two.jpeg']" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="roots are of Unix alone")
def test_a_program_within_a_root_sees_its_own_paths(made):
    import smoke_test

    program = smoke_test.Program(made, made / "home", made.parent)

    assert program.command(program.window, made / "one.jpeg", "--json") == [
        *("chroot", str(made.parent), "/made/kifua", "/made/one.jpeg", "--json")
    ]
    assert program.environment["HOME"] == "/made/home"


def test_the_window_is_told_what_it_was_told_on_its_first_start(bundle):
    import smoke_test

    raw = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))

    assert smoke_test.use_mark(raw) == use_mark(load_bundle(bundle))
