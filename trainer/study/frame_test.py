"""The frame test of a bundle's file or of networks of runs, each on the split that it was made with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.core.model.bundle import MODEL_FILE, load_bundle, read_verified
from trainer.data.progress import Progress, silent
from trainer.data.split import TEST, TRAIN, Manifest, check_digest, read_manifest
from trainer.evaluation import frame
from trainer.evaluation.frame import FrameSplit, FrameTest, Network
from trainer.evaluation.frame_only import Part, Sizes
from trainer.evaluation.operating_points import default_band, default_threshold
from trainer.evaluation.outputs import scores_of_file
from trainer.evaluation.stress_results import read_sources
from trainer.training import batch_steps, run_folder


def network_of_bundle(folder: Path, manifest: Manifest, progress: Progress = silent) -> Network:
    """Return the shipped file of a bundle, at its default operating point.

    Args:
        folder: of the bundle.
        manifest: the split that it was made with.
        progress: is told of every image that is judged.

    Raises:
        BundleError: the folder holds no whole bundle.
        TrainerError: the bundle was made of other data, or with another split.
    """
    bundle = load_bundle(folder)
    check_digest(manifest, bundle.provenance.manifest_sha256, str(folder))
    model = read_verified(folder, MODEL_FILE, bundle.files[MODEL_FILE])
    return Network(
        bundle.model_id,
        lambda images: scores_of_file(model, images, progress),
        bundle.preprocess,
        default_threshold(bundle),
        default_band(bundle),
    )


def network_of_run(folder: Path) -> tuple[Network, Manifest]:
    """Return the network that a run was made for, before conversion, at a margin of 0, and its split.

    Its evidence map is left aside.

    Raises:
        TrainerError: the folder holds no run, or no epoch is finished.
    """
    recipe, network = run_folder.read_recipe(folder), run_folder.load_chosen_network(folder)
    tested = Network(recipe.name, lambda images: (batch_steps.predict(network, images), None), recipe.preprocess, 0.0)
    return tested, read_manifest(folder / run_folder.MANIFEST)


def run_frame_tests(
    dataset: Path,
    tested: Sequence[tuple[Network, Manifest]],
    sizes: Sizes | None = None,
    progress: Progress = silent,
) -> Iterator[FrameTest]:
    """Measure networks on the test parts of their splits, and what the frame alone tells there once for each split.

    Args:
        dataset: the dataset folder.
        tested: networks, each with the split that it was made with.
        sizes: see `trainer.evaluation.frame_only.measure_frame_only`.
        progress: is told of every file.

    Raises:
        TrainerError: a file changed since a manifest was made, or a part lacks a class.
    """
    splits: dict[str, FrameSplit] = {}
    for network, manifest in tested:
        digest = manifest.digest()
        if digest not in splits:
            training, test = (
                Part(rows, read_sources(dataset, rows, progress)) for rows in (manifest.of(TRAIN), manifest.of(TEST))
            )
            splits[digest] = frame.measure_split(manifest, training, test, sizes)
        yield frame.measure_network(network, splits[digest])
