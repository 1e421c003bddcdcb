from dataclasses import replace

import numpy as np
import pytest

from app.core.imaging.preprocess import PreprocessSpec
from trainer.data.split import ManifestRow
from trainer.errors import TrainerError
from trainer.evaluation import frame, frame_only
from trainer.evaluation.frame import Network
from trainer.evaluation.frame_only import Part
from trainer.evaluation.stress_results import make_inputs
from trainer.images.frame import FRAME_STRESSES, HIDDEN, OTHER_FRAME, SAME_FRAME, ring_mask
from trainer.images.stress import SOURCE_PX

SPEC = PreprocessSpec(32)
EACH = 30


def part(name, seed):
    """Noise whose ring is brighter in pneumonias; inside the ring no class can be told."""
    rng = np.random.default_rng(seed)
    rows = tuple(
        ManifestRow(f"{name}{n}.jpeg", "", f"{name}{n}", ("normal", "viral")[n % 2], name) for n in range(2 * EACH)
    )
    ill = np.arange(2 * EACH) % 2
    blocks = rng.integers(60, 140, (2 * EACH, 28, 28)).repeat(8, 1).repeat(8, 2)
    return Part(rows, (blocks + 60 * ill[:, None, None] * ring_mask(SOURCE_PX)).astype(np.uint8)[..., None])


@pytest.fixture(scope="module")
def training():
    return part("training", 1)


@pytest.fixture(scope="module")
def testing():
    return part("test", 2)


def network(look, evidence=None):
    return Network("tested", lambda images: (look(images / 1.0).astype(np.float32)[:, None], evidence), SPEC, 0.0)


def reads_the_frame(images):
    return images[:, :2].mean(axis=(1, 2, 3)) - 130


def reads_the_middle(images):
    return images[:, 8:-8, 8:-8].mean(axis=(1, 2, 3)) - 100


def aurocs(testing, look):
    return {each.name: each.auroc.value for each in frame.measure_altered(testing, network(look))}


def test_a_class_that_is_written_in_the_ring_is_read_from_the_ring_alone(training, testing):
    found = {figure.name: figure for figure in frame_only.measure_frame_only(training, testing)}

    assert found[frame_only.WHOLE_RING].value > 0.99
    assert found[frame_only.RING_CORNERS].value > 0.9
    assert found[frame_only.INSIDE].low < 0.5 < found[frame_only.INSIDE].high
    assert found[frame_only.WHOLE_RING].population == "test part: 60 images of 60 patients"
    assert frame_only.ASPECT not in found


def test_a_model_of_the_ring_sees_nothing_inside(training, testing):
    changed = testing.sources.copy()
    changed[:, ~ring_mask(SOURCE_PX)] = 0

    as_it_is, without_inside = (
        frame_only.measure_frame_only(training, replace(testing, sources=sources))[0]
        for sources in (testing.sources, changed)
    )

    assert without_inside == as_it_is


def test_a_network_that_reads_the_frame_keeps_it_without_lungs_and_turns_round_with_the_other_class(testing):
    found = aurocs(testing, reads_the_frame)

    assert list(found) == list(FRAME_STRESSES)
    assert found[HIDDEN] > 0.99
    assert found[SAME_FRAME] > 0.99
    assert found[OTHER_FRAME] < 0.01


def test_a_network_that_reads_the_middle_loses_nothing_by_frames_and_all_by_hiding(testing):
    ill = np.arange(2 * EACH) % 2
    inside = np.uint8(40) * ill[:, None, None, None] * ~ring_mask(SOURCE_PX)[..., None]
    found = aurocs(replace(testing, sources=testing.sources + inside.astype(np.uint8)), reads_the_middle)

    assert found[OTHER_FRAME] > 0.99
    assert found[HIDDEN] == 0.5


def test_rates_are_at_the_threshold_of_the_network(testing):
    strict = replace(network(reads_the_frame), threshold=1000.0)

    as_it_is = frame.measure_altered(testing, strict)[0]

    assert (as_it_is.auroc.value, as_it_is.sensitivity.value, as_it_is.specificity.value) == (1.0, 0.0, 1.0)


def test_the_share_of_uncertain_words_is_of_those_inside_the_band(testing):
    margins = reads_the_frame(make_inputs(testing.sources[..., 0], SPEC) / 1.0)
    low, high = np.quantile(margins, (0.1, 0.5))

    share = frame.measure_altered(testing, replace(network(reads_the_frame), uncertain=(low, high)))[0].uncertain

    assert share.value == pytest.approx(((margins >= low) & (margins < high)).mean(), abs=1.1 / len(margins))
    assert frame.measure_altered(testing, network(reads_the_frame))[0].uncertain is None


def test_evidence_is_shared_out_between_the_ring_and_the_rest(testing):
    uneven = np.ones((2 * EACH, 25, 25, 1), np.float32)
    uneven[:, ring_mask(25)] = 3
    of_two_halves = np.ones((2 * EACH, 2, 2, 1), np.float32)
    of_two_halves[:, 0, 1] = 5

    fine, coarse = (
        frame.measure_evidence(testing, network(reads_the_frame, evidence)) for evidence in (uneven, of_two_halves)
    )

    area = 1 - 0.76**2
    assert fine.frame_area == pytest.approx(area)
    assert fine.shares[0].value == pytest.approx(3 * area / (3 * area + 1 - area))
    assert coarse.shares[1].value == pytest.approx(area)
    assert np.unravel_index(np.argmax(coarse.pneumonia_map), (2, 2)) == (0, 1)
    assert [figure.name for figure in fine.shares] == ["all images", "pneumonias", "normals"]


def test_a_network_without_a_map_has_no_evidence(testing):
    assert frame.measure_evidence(testing, network(reads_the_frame)) is None


def test_the_shape_of_the_original_file_is_measured_where_it_is_known(training, testing, tmp_path):
    lines = ["file,width_px,height_px"]
    for rows in (training.rows, testing.rows):
        lines += [f"{row.file},{1200 if row.label == 'normal' else 1500},1000" for row in rows[:40]]
    path = tmp_path / "sizes.csv"
    path.write_text("\n".join(lines))

    found = {f.name: f for f in frame_only.measure_frame_only(training, testing, frame_only.read_sizes(path))}

    assert found[frame_only.ASPECT].value == found[frame_only.PIXELS].value == 1.0
    assert found[frame_only.ASPECT].population == "test part: 40 images of 40 patients"


@pytest.mark.parametrize("text", ["file,width_px\na,1\n", "file,width_px,height_px\na,1,tall\n", None])
def test_a_table_of_sizes_that_is_none_is_refused_in_words(text, tmp_path):
    path = tmp_path / "sizes.csv"
    if text:
        path.write_text(text)

    with pytest.raises(TrainerError, match="no table of sizes"):
        frame_only.read_sizes(path)


def test_sizes_of_one_class_alone_are_refused_in_words(training, testing):
    sizes = {row.file: (2, 1) for row in (*training.rows, *testing.rows) if row.label == "normal"}

    with pytest.raises(TrainerError, match="aspect ratio"):
        frame_only.measure_frame_only(training, testing, sizes)
