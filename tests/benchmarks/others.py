"""How fast is Kifua beside others, on the same files and the same cores?

    python -m tests.benchmarks.others FOLDER [--workers N]

FOLDER holds full-size X-rays. Each contestant runs in a process of its own, one after the other: it goes over all files
once to warm up, then `ROUNDS` times, of which the median counts. Start-up is from the start of its process until its
first files are done, peak memory the largest that is resident; the processor time is of all cores, and says more where
other programs run. A contestant whose packages are not installed is skipped
by name; `make bench` installs what there is. The others' networks have random weights: what they find is no question.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

from app import __version__
from app.core.imaging.discovery import discover
from app.core.imaging.preprocess import load_radiograph, to_model_input
from app.core.intake.gate import gate_image, network_input
from app.core.model.bundle import MODEL_FILE
from app.core.screening import Screener, screen
from app.paths import bundle_folder
from tests.benchmarks.screening import decode_only

ROUNDS = 3
BATCH = 32
DENSENET_PX, DENSENET_FINDINGS = 224, 18
"""Input and outputs of torchxrayvision's DenseNet-121."""

ONNX_FILE = "model.onnx"
"""Name of Kifua's network as ONNX Runtime takes it, beside the folder of the files."""

Work = Callable[[list[str]], Iterable[object]]
"""Goes over files, in the order of which it yields something now and then."""


def decoding(folder: Path, workers: int) -> Work:
    """Decode each file at full size."""
    return _on_threads(decode_only, workers)


def kifua(folder: Path, workers: int) -> Work:
    """Screen each file."""
    screener = Screener.open(bundle_folder(), __version__)

    def work(files: list[str]) -> Iterable[object]:
        with ThreadPoolExecutor(workers) as pool:
            yield from screen(files, screener, pool)

    return work


def networks(folder: Path, workers: int) -> Work:
    """Run Kifua's two networks alone, on inputs that are ready."""
    screener = Screener.open(bundle_folder(), __version__)
    spec = screener.bundle.preprocess
    inputs = {}
    for file in map(str, folder.iterdir()):
        radiograph = load_radiograph(Path(file), spec)
        inputs[file] = to_model_input(radiograph, spec), network_input(gate_image(radiograph))

    def run(file: str) -> object:
        return screener.engine.run(inputs[file][0]), screener.gate.network.run(inputs[file][1])

    return _on_threads(run, workers)


def onnx(folder: Path, workers: int) -> Work:
    """Run Kifua's network, converted, by ONNX Runtime on what Kifua decodes; without its gate and records."""
    import onnxruntime

    spec = Screener.open(bundle_folder(), __version__).bundle.preprocess
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(folder.parent / ONNX_FILE, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def run(file: str) -> object:
        return session.run(None, {name: to_model_input(load_radiograph(Path(file), spec), spec)})

    return _on_threads(run, workers)


def keras_study(folder: Path, workers: int) -> Work:
    """Predict by the network of the published study, on a data set of Keras' own."""
    from trainer.networks.architectures import build
    from trainer.networks.recipes.study import BASELINE

    return _keras(build(BASELINE), BASELINE.input_px, folder)


def densenet(folder: Path, workers: int) -> Work:
    """Predict by a network of the shape of torchxrayvision's, on a data set of Keras' own."""
    import keras

    shape = (DENSENET_PX, DENSENET_PX, 1)
    network = keras.applications.DenseNet121(weights=None, input_shape=shape, classes=DENSENET_FINDINGS)
    return _keras(network, DENSENET_PX, folder)


CONTESTANTS: dict[str, tuple[str, Callable[[Path, int], Work], tuple[str, ...]]] = {
    "decoding": ("decoding alone, at full size", decoding, ()),
    "kifua": ("Kifua", kifua, ()),
    "networks": ("Kifua's networks alone", networks, ()),
    "onnx": ("ONNX Runtime, Kifua's network", onnx, ("onnxruntime", "tf2onnx")),
    "keras": ("Keras, the study's network", keras_study, ("keras", "tensorflow")),
    "densenet": ("Keras, DenseNet-121", densenet, ("keras", "tensorflow")),
}
"""Name → (title, what prepares it, the packages that it needs)."""


def _on_threads(work: Callable[[str], object], workers: int) -> Work:
    def work_all(files: list[str]) -> Iterable[object]:
        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(work, files)

    return work_all


def _keras(network: Any, side_px: int, folder: Path) -> Work:
    import keras

    options = {"labels": None, "color_mode": "grayscale", "shuffle": False, "verbose": False}
    images = keras.utils.image_dataset_from_directory(
        folder, batch_size=BATCH, image_size=(side_px, side_px), **options
    )

    def work(files: list[str]) -> Iterable[object]:
        yield network.predict(images.take(1) if len(files) == 1 else images, verbose=0)

    return work


def run_contestant(name: str, folder: Path, workers: int) -> None:
    """Measure one contestant in this process, and print what was found as JSON."""
    files = sorted(map(str, folder.iterdir()))
    work = CONTESTANTS[name][1](folder, workers)
    list(work(files[:1]))
    first = time.monotonic()
    list(work(files))
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter(), time.process_time()
        list(work(files))
        rounds.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    seconds, cpu_s = map(median, zip(*rounds, strict=True))
    print(json.dumps({"first": first, "seconds": seconds, "cpu_s": cpu_s}))


def measure(name: str, folder: Path, workers: int) -> dict[str, float]:
    """Return a contestant's seconds for all files, by the clock and of the processor, start-up and peak memory."""
    command = [sys.executable, "-m", "tests.benchmarks.others", str(folder), "--workers", str(workers), "--only", name]
    with tempfile.TemporaryFile("w+") as out:
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{name} ended with status {process.returncode}")
        out.seek(0)
        found = json.loads(out.read().splitlines()[-1])
    return {**found, "start_s": found["first"] - begun, "peak_mb": usage.ru_maxrss / 1024}


def convert_network(file: Path) -> None:
    """Convert Kifua's network for ONNX Runtime."""
    command = [sys.executable, "-m", "tf2onnx.convert", "--opset", "18", "--output", str(file)]
    command += ["--tflite", str(bundle_folder() / MODEL_FILE)]
    subprocess.run(command, check=True, capture_output=True)


def print_table(files: int, workers: int, found: dict[str, dict[str, float]]) -> None:
    """Print the contestants' figures, and Kifua's with and without its networks."""
    decode_s = found["decoding"]["seconds"]
    print(f"{files} files, {workers} workers, median of {ROUNDS} rounds\n")
    print("| | images/s | of decoding | processor time an image | start-up | peak memory |\n|---|---|---|---|---|---|")
    for name, each in found.items():
        speed, share = files / each["seconds"], decode_s / each["seconds"]
        title = CONTESTANTS[name][0]
        cost = f"{each['cpu_s'] / files * 1000:.1f} ms | {each['start_s']:.1f} s | {each['peak_mb']:.0f} MB"
        print(f"| {title} | {speed:.0f} | {share:.2f} | {cost} |")
    print()
    for clock, unit in (("seconds", "time"), ("cpu_s", "processor time")):
        decoding_s, kifua_s, networks_s = (found[name][clock] for name in ("decoding", "kifua", "networks"))
        print(f"Kifua against decoding alone, by {unit}: {decoding_s / kifua_s:.2f}", end="; ")
        print(f"the networks' own taken out: {decoding_s / (kifua_s - networks_s):.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="full-size X-rays")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", choices=CONTESTANTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        return run_contestant(options.only, options.folder, options.workers)
    files = discover([str(options.folder)], recursive=True).files
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        links = Path(scratch) / "files"
        links.mkdir()
        for place, file in enumerate(files):
            (links / f"{place:05}.jpeg").symlink_to(os.path.abspath(file))
        for name, (title, _, packages) in CONTESTANTS.items():
            missing = [package for package in packages if importlib.util.find_spec(package) is None]
            if missing:
                print(f"skipped: {title}, for {' and '.join(missing)} is not installed")
                continue
            if name == "onnx":
                convert_network(links.parent / ONNX_FILE)
            found[name] = measure(name, links, options.workers)
    return print_table(len(files), options.workers, found)


if __name__ == "__main__":
    main()
