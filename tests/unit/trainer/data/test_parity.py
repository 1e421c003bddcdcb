"""What the trainer learns from is what the app scores, byte for byte."""

from pathlib import Path

import numpy as np

from app.core.imaging.preprocess import PreprocessSpec, load_radiograph, to_model_input
from trainer.data.arrays import read_images
from trainer.data.dataset import scan
from trainer.data.split import split_examples


def test_trainer_tensor_equals_app_tensor_byte_for_byte(tmp_path, samples):
    folder = tmp_path / "train"
    for path in samples.glob("*.jpeg"):
        part = folder / ("PNEUMONIA" if path.name.startswith("person") else "NORMAL")
        part.mkdir(parents=True, exist_ok=True)
        (part / path.name).write_bytes(path.read_bytes())
    rows = split_examples(scan(tmp_path).examples, by="image").rows
    spec = PreprocessSpec(size_px=128)

    trained = read_images(tmp_path, rows, spec)

    served = [to_model_input(load_radiograph(samples / Path(row.file).name, spec), spec) for row in rows]
    assert len(rows) == 6
    assert np.array_equal(trained, np.concatenate(served))
