"""What is said of the known faults of the packages in a lock file."""

SOUND = {"name": "numpy", "version": "2.4.6", "vulns": []}
FAULTY = {"name": "pillow", "version": "9.0.0", "vulns": [{"id": "PYSEC-2023-227", "fix_versions": ["10.0.1"]}]}
UNKNOWN = {"name": "tqdm", "skip_reason": "Dependency not found on PyPI"}


def test_a_known_fault_is_named_with_the_version_that_mends_it():
    from audit import judge

    faults, told = judge({"dependencies": [SOUND, FAULTY, UNKNOWN]})

    assert faults == 1
    assert told.splitlines() == [
        "pillow 9.0.0: PYSEC-2023-227; mended in 10.0.1",
        "2 of 3 packages audited: 1 faults",
    ]


def test_without_a_source_of_advisories_nothing_counts_as_checked():
    from audit import judge

    assert judge({"dependencies": [UNKNOWN, UNKNOWN]}) == (
        0,
        "skipped: known faults of 2 packages; the source of advisories cannot be reached",
    )


def test_a_program_that_gives_no_report_is_a_check_that_was_skipped(tmp_path, capsys):
    from audit import main

    broken = tmp_path / "pip-audit"
    broken.write_text("#!/bin/sh\necho no connection >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)

    assert main([str(broken), "requirements.lock"]) == 0
    assert capsys.readouterr().out.startswith("skipped: known faults; pip-audit says: ['no connection']")
