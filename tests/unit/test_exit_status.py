"""Exit statuses: the help shows the number and the sentence of each."""

import pytest

from app.cli import main
from app.exit_status import ExitStatus


@pytest.mark.parametrize("arguments", [["--help"], ["screen", "--help"]])
def test_the_help_shows_every_status(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    lines = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]

    assert ended.value.code == ExitStatus.OK
    assert [line for line in lines if line and line[0].isdecimal()] == [
        [str(int(status)), status.sentence] for status in ExitStatus
    ]


def test_a_wrong_command_has_the_status_of_one(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["screen"])
    assert ended.value.code == ExitStatus.USAGE
