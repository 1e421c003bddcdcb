"""The command line: which command is meant, and how each ends."""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import NoReturn

from app import __version__
from app.commands.anonymize import add_anonymize_command, check_anonymize_options, run_anonymize_command
from app.commands.export import add_export_command, check_export_options, run_export_command
from app.commands.receive import add_receive_command, check_receive_options, run_receive_command
from app.commands.screen import add_screen_command, check_screen_options, run_screen_command
from app.commands.send import add_send_command, run_send_command
from app.commands.worklist import add_worklist_command, check_worklist_options, run_worklist_command
from app.console import prepare_streams, print_lines, print_message
from app.core.errors import BundleError, ClusterError, NetworkError, OutputError, Reason
from app.core.screening import Screener
from app.core.selftest import check_dicom, check_golden_image, run_self_test
from app.core.text import printable
from app.exit_status import ExitStatus, exit_status_table
from app.log import start_log
from app.paths import bundle_folder, dicom_folder, log_file

DESCRIPTION = """Screens chest X-rays of children of one to five years for signs of pneumonia, offline.
It supports a decision and never makes one: it is not a medical device.
Without an argument, the window opens."""
EXIT_STATUSES = f"exit status:\n{exit_status_table()}"

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Args:
        arguments: without the program's name; None for the process's own.
    """
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # a decoder's warning about an odd header is not for the user
    prepare_streams()
    start_log(log_file())
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (BundleError, OutputError, ClusterError, NetworkError) as error:
        _print_error(error.reason)
        return _status_of(error)
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    # The boundary of the program, as the exception hook is the window's: one sentence, and the rest in the log.
    except Exception as error:  # noqa: BLE001
        _log.critical("Unexpected failure", exc_info=True)
        _print_error(Reason.of("program_failed", error=type(error).__name__, path=log_file()))
        return ExitStatus.FAILED


def _status_of(error: BundleError | OutputError | ClusterError | NetworkError) -> ExitStatus:
    if isinstance(error, BundleError):
        return ExitStatus.USAGE if error.reason.code == "unknown_operating_point" else ExitStatus.NO_MODEL
    if isinstance(error, OutputError):
        return ExitStatus.NOT_WRITTEN
    return ExitStatus.NO_CLUSTER if isinstance(error, ClusterError) else ExitStatus.NO_NETWORK


_WITH_X_RAYS = ("screen", "receive", "worklist", "export", "send", "anonymize")
COMMANDS = (*_WITH_X_RAYS, "model", "self-test", "--help", "-h", "--version")
"""First arguments that start the command line; a file of such a name is opened as `./screen`."""


class _Parser(argparse.ArgumentParser):
    """A parser whose messages cannot steer the terminal: they quote the arguments, which may be names of files."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command, and exit."""
        super().error(printable(message))


def command_parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, by its name, as the help lists them."""
    groups = [action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(groups[0].choices)


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = _Parser("kifua", description=DESCRIPTION, epilog=EXIT_STATUSES, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"kifua {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    add_screen_command(commands).set_defaults(command=_screen)
    add_receive_command(commands).set_defaults(command=_receive)
    add_worklist_command(commands).set_defaults(command=_worklist)
    add_export_command(commands).set_defaults(command=_export)
    add_send_command(commands).set_defaults(command=_send)
    add_anonymize_command(commands).set_defaults(command=_anonymize)
    about = "show the model, its figures and its limits"
    commands.add_parser("model", help=about, description=about).set_defaults(command=_model)
    about = "check that this installation scores as it should"
    commands.add_parser("self-test", help=about, description=about).set_defaults(command=_self_test)
    return parser


def _screen(options: argparse.Namespace) -> int:
    check_screen_options(options)
    return run_screen_command(options, _checked_screener(options.operating_point), _print_error)


def _receive(options: argparse.Namespace) -> int:
    check_receive_options(options)
    return run_receive_command(options, _checked_screener(options.operating_point), _print_error)


def _worklist(options: argparse.Namespace) -> int:
    check_worklist_options(options)
    return run_worklist_command(options)


def _send(options: argparse.Namespace) -> int:
    return run_send_command(options, _print_error)


def _export(options: argparse.Namespace) -> int:
    check_export_options(options)
    return run_export_command(options, _checked_screener(), _print_error)


def _anonymize(options: argparse.Namespace) -> int:
    check_anonymize_options(options)
    return run_anonymize_command(options, _print_error)


def _checked_screener(operating_point: str | None = None) -> Screener:
    """Return a screener that scores here as it should."""
    screener = Screener.open(bundle_folder(), __version__, operating_point)
    check_golden_image(screener)
    return screener


def _model(options: argparse.Namespace) -> int:
    bundle = Screener.open(bundle_folder(), __version__).bundle
    print_lines(f"Model {bundle.model_id}", "", bundle.intended_use, "", "Figures")
    for figure in bundle.figures:
        print_lines(f"  {figure}")
    print_lines("", "Operating points (the first is the default)")
    for point in bundle.operating_points:
        print_lines(f"  {point.name}: pneumonia from a score of {point.threshold:.4f}")
        print_lines(f"    uncertain from {point.uncertain_low:.4f} to {point.uncertain_high:.4f}")
        print_lines(f"    {point.sensitivity}", f"    {point.specificity}")
    print_lines("", "Limits")
    for limit in bundle.limits:
        print_lines(f"  - {limit}")
    return ExitStatus.OK


def _self_test(options: argparse.Namespace) -> int:
    screener = Screener.open(bundle_folder(), __version__)
    results = run_self_test(screener)
    for result in results:
        score = "none" if result.score is None else f"{result.score:.4f}"
        mark = "ok    " if result.passed else "DIFFER"
        print_lines(f"{mark} {result.golden.file}: {result.finding} {score}, expected {result.golden.score:.4f}")
    dicom = check_dicom(dicom_folder())
    for each in dicom:
        mark, word = ("ok    ", "decoded") if each.passed else ("DIFFER", "not decoded")
        print_lines(f"{mark} {each.file}: {word}")
    passed, decoded = sum(result.passed for result in results), sum(each.passed for each in dicom)
    print_lines(
        f"{passed} of {len(results)} test X-rays have the expected score (model {screener.bundle.model_id}), "
        f"{decoded} of {len(dicom)} DICOM files the expected pixels."
    )
    is_well = results and dicom and (passed, decoded) == (len(results), len(dicom))
    return ExitStatus.OK if is_well else ExitStatus.INCOMPLETE


def _print_error(reason: Reason) -> None:
    print_message(f"kifua: {reason}")
