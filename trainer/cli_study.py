"""Commands of the study: reproduce, trials, frame, pattern, study.

`reproduce` and `trials` run what they are told to, and write into the folder of `--out` unless `--results` names
another. Stored results are shown by `study` alone.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli_options import AddCommand, add_dataset, add_split_options, progress_bar, read_dataset, split_dataset
from trainer.data.progress import TimeLeft
from trainer.errors import TrainerError
from trainer.networks.recipes import SHIPPED

if TYPE_CHECKING:
    from trainer.evaluation.frame import FrameTest
    from trainer.evaluation.frame_only import Sizes

STUDY_FOLDER, SAMPLES = Path("docs/study"), Path("assets/samples")


def add_commands(add: AddCommand) -> None:
    """Add the commands of the study to the parser."""
    command = add("reproduce", "run every experiment of the published study, by image and by patient", _reproduce)
    add_dataset(command)
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the runs lie")
    _add_results(command)

    command = add(
        "study", "write the study's page and plots from the stored results of `reproduce` and `trials`", _study
    )
    _add_folder(command, "--out", "gets README.md and the plots")
    command.add_argument("--samples", type=Path, default=SAMPLES, metavar="FOLDER", help=f"default: {SAMPLES}")
    _add_folder(command, "--results", "holds what `reproduce` and `trials` stored")

    command = add(
        "trials", "try the means to a better model, cross-validate the shipped one, answer the open questions", _trials
    )
    add_dataset(command)
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the runs lie")
    command.add_argument("--only", nargs="+", metavar="NAME", help="these trials alone, such as trial-mixup")
    _add_results(command)

    command = add(
        "frame", "measure how much of a network's figures is the frame of the films, and write a page of it", _frame
    )
    add_dataset(command)
    tested = command.add_mutually_exclusive_group(required=True)
    tested.add_argument("--bundle", type=Path, metavar="FOLDER", help="test the shipped file of this bundle")
    tested.add_argument(
        "--run",
        type=Path,
        action="append",
        metavar="RUN",
        help="test this run's network on its own split; may be repeated",
    )
    command.add_argument("--card", action="store_true", help="put the figures into the card of the bundle too")
    command.add_argument("--sizes", type=Path, metavar="FILE", help="CSV with file, width_px, height_px of originals")
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="gets figures, page and picture")
    command.add_argument("--samples", type=Path, default=SAMPLES, metavar="FOLDER", help=f"default: {SAMPLES}")
    add_split_options(command)

    command = add(
        "pattern",
        "measure from which score a bundle's bacterial or viral is clear, and write a page of it",
        _pattern,
    )
    add_dataset(command)
    command.add_argument("--bundle", type=Path, required=True, metavar="FOLDER", help="test its shipped file")
    _add_folder(command, "--out", "gets figures and page")
    add_split_options(command)


def _add_results(command: argparse.ArgumentParser) -> None:
    command.add_argument("--results", type=Path, metavar="FOLDER", help="gets the results (default: that of --out)")


def _add_folder(command: argparse.ArgumentParser, option: str, about: str) -> None:
    command.add_argument(
        option, type=Path, default=STUDY_FOLDER, metavar="FOLDER", help=f"{about} (default: {STUDY_FOLDER})"
    )


def _reproduce(options: argparse.Namespace) -> None:
    from trainer.study import experiments

    found = read_dataset(options.dataset)
    stored = (options.results or options.out) / experiments.FILE
    earlier = experiments.load_study(stored).results
    kept = {(result.recipe.name, result.by): result for result in earlier}
    counts, left = experiments.count_tables(found.examples), TimeLeft(experiments.count_runs())
    for result in experiments.reproduce(
        options.dataset, found.examples, options.out, done=earlier, progress=progress_bar
    ):
        kept[result.recipe.name, result.by] = result
        experiments.save_study(experiments.Study(counts, tuple(kept.values())), stored)
        described = f"{result.recipe.name} by {result.by}: {result.test_accuracy}, loss {result.test_loss:.4f}"
        print(f"{described} ({left.after_one_more()})", flush=True)
    print(f"Results are in {stored}.")


def _trials(options: argparse.Namespace) -> None:
    from trainer.study import questions, trials

    found = read_dataset(options.dataset)
    folds = trials.plan_folds(found.examples, SHIPPED)
    plans = trials.choose_plans(
        (*trials.plan_means(found.examples), *folds, *questions.plan_questions(found.examples)), options.only
    )
    stored, left = (options.results or options.out) / trials.FILE, TimeLeft(len(plans))
    kept = {trial.name: trial for trial in trials.load_trials(stored)}
    for trial in trials.run_plans(plans, options.dataset, options.out, tuple(kept.values()), progress_bar):
        kept[trial.name] = trial
        trials.save_trials(tuple(kept.values()), stored)
        print(f"{trials.describe_trial(trial)} ({left.after_one_more()})", flush=True)
    print(f"Results are in {stored}.")


def _study(options: argparse.Namespace) -> None:
    from trainer.study import experiments, frame_page, frame_results, study_page, trials

    found, tried = (
        experiments.load_study(options.results / experiments.FILE),
        trials.load_trials(options.results / trials.FILE),
    )
    tested = frame_results.load_results(options.results)
    if tested:
        print(f"Written to {frame_page.write_page(tested, options.samples, options.out)}.")
    page = study_page.write_page(
        found, tried, options.samples, options.out, frame_page=frame_page.PAGE if tested else None
    )
    print(f"Written to {page}.")


def _frame(options: argparse.Namespace) -> None:
    from trainer.study import frame_page, frame_results

    if options.run:
        _test_runs(options)
    else:
        _test_bundle(options)
    results = frame_results.load_results(options.out)
    if results:
        print(f"Written to {frame_page.write_page(results, options.samples, options.out)}.")


def _pattern(options: argparse.Namespace) -> None:
    from trainer.study import clear_patterns

    manifest = split_dataset(options.dataset, options)
    measured = clear_patterns.measure_bundle(options.bundle, options.dataset, manifest, progress_bar)
    print(f"Clear from a score of: {measured.least_scores or 'none'}")
    print(f"Written to {clear_patterns.store(measured, options.out)}.")


def _test_bundle(options: argparse.Namespace) -> None:
    from trainer.bundle import frame_figures
    from trainer.evaluation import frame
    from trainer.study import frame_test

    sizes, manifest = _sizes(options), split_dataset(options.dataset, options)
    network = frame_test.network_of_bundle(options.bundle, manifest, progress_bar)
    (found,) = frame_test.run_frame_tests(options.dataset, [(network, manifest)], sizes, progress_bar)
    frame.save_test(found, options.out / frame.FILE)
    if options.card:
        frame_figures.add_to_card(options.bundle, found)
    _print_test(found)


def _test_runs(options: argparse.Namespace) -> None:
    from trainer.study import frame_results, frame_test

    if options.card:
        raise TrainerError("A run has no card: give --card with --bundle.")
    sizes, runs = _sizes(options), [frame_test.network_of_run(run) for run in options.run]
    for found in frame_test.run_frame_tests(options.dataset, runs, sizes, progress_bar):
        frame_results.store_run(found, options.out)
        _print_test(found)


def _sizes(options: argparse.Namespace) -> Sizes | None:
    from trainer.evaluation.frame_only import read_sizes

    return read_sizes(options.sizes) if options.sizes else None


def _print_test(test: FrameTest) -> None:
    print(f"{test.network}, split by {test.split_by}:")
    for altered in test.altered:
        print(f"{altered.name}: {altered.auroc}", flush=True)
