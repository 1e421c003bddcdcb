from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.datasets import write_each
from trainer.data.dataset import LABELS, Example, scan
from trainer.data.split import (
    Manifest,
    ManifestRow,
    check_disjoint,
    make_folds,
    read_manifest,
    split_examples,
    write_manifest,
)
from trainer.errors import TrainerError

FULL_RELEASE = {"normal": 1583, "bacterial": 2780, "viral": 1493}
"""The images of each label in the 5,856-image release."""


def examples_of(counts, images_per_patient=1):
    return [
        Example(f"{label}/{i}", f"{label}{i}", f"{label}{i // images_per_patient}", label)
        for label, count in counts.items()
        for i in range(count)
    ]


def counts_by_class(manifest):
    counts = Counter((row.split, row.label == "normal") for row in manifest.rows)
    return {name: (counts[name, True], counts[name, False]) for name in ("train", "validation", "test")}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_split_by_image_of_the_full_release_gives_the_published_counts(seed):
    manifest = split_examples(examples_of(FULL_RELEASE), by="image", seed=seed)

    assert counts_by_class(manifest) == {"train": (1107, 2991), "validation": (238, 641), "test": (238, 641)}


def test_the_published_counts_come_out_of_a_folder_in_the_layout_of_the_full_release(tmp_path):
    names = [f"train/NORMAL/IM-{i:04}-0001.jpeg" for i in range(1341)]
    names += [f"val/NORMAL/NORMAL2-IM-{i:04}-0001.jpeg" for i in range(8)]
    names += [f"test/NORMAL/IM-{i:04}-0001.jpeg" for i in range(2000, 2234)]
    names += [f"train/PNEUMONIA/person{i}_bacteria_{i}.jpeg" for i in range(2530)]
    names += [f"train/PNEUMONIA/person{i}_virus_{i}.jpeg" for i in range(1345)]
    names += [f"val/PNEUMONIA/person{i}_bacteria_{i}.jpeg" for i in range(5000, 5008)]
    names += [f"test/PNEUMONIA/person{i}_bacteria_{i}.jpeg" for i in range(6000, 6242)]
    names += [f"test/PNEUMONIA/person{i}_virus_{i}.jpeg" for i in range(6000, 6148)]
    write_each(tmp_path, names)

    found = scan(tmp_path)

    assert found.counts() == FULL_RELEASE
    manifest = split_examples(found.examples, by="image")
    assert counts_by_class(manifest) == {"train": (1107, 2991), "validation": (238, 641), "test": (238, 641)}


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from(LABELS)), min_size=1, max_size=60),
    st.integers(0, 5),
)
def test_a_split_by_patient_never_divides_a_patient_or_identical_files(drawn, seed):
    examples = [Example(f"{i}", f"sha{sha}", f"p{patient}", label) for i, (patient, sha, label) in enumerate(drawn)]

    manifest = split_examples(examples, seed=seed)

    check_disjoint(manifest)
    assert len(manifest.rows) == len(examples)


def test_a_split_by_patient_keeps_the_shares_of_each_label():
    manifest = split_examples(examples_of(FULL_RELEASE, images_per_patient=3))

    for label, count in FULL_RELEASE.items():
        in_test = sum(row.label == label and row.split == "test" for row in manifest.rows)
        assert in_test == pytest.approx(0.15 * count, abs=3)


def test_a_person_number_among_bacterial_and_viral_images_is_one_patient():
    examples = [Example(f"{i}", f"{i}", "person5", label) for i, label in enumerate(("bacterial", "viral") * 20)]

    assert len({row.split for row in split_examples(examples).rows}) == 1


def test_the_same_seed_gives_the_same_split_whatever_the_order():
    examples = examples_of({"normal": 50, "bacterial": 50, "viral": 50})

    assert split_examples(examples, seed=3) == split_examples(examples[::-1], seed=3)


def test_another_seed_gives_another_split():
    examples = examples_of({"normal": 50, "bacterial": 50, "viral": 50})

    assert split_examples(examples, seed=3) != split_examples(examples, seed=4)


def test_excluded_patients_go_into_no_split():
    manifest = split_examples(examples_of({"normal": 30}), excluded_patients={"normal3"})

    assert [row.file for row in manifest.rows if row.split == "excluded"] == ["normal/3"]


@pytest.mark.parametrize("fractions", [(0.7, 0.3), (0.7, 0.2, 0.2), (1.2, -0.1, -0.1)])
def test_fractions_that_do_not_add_up_are_an_error(fractions):
    with pytest.raises(TrainerError, match="fractions"):
        split_examples(examples_of({"normal": 9}), fractions=fractions)


def test_an_empty_part_is_an_error_and_never_made_up():
    manifest = split_examples(examples_of({"normal": 9}), fractions=(1, 0, 0))

    with pytest.raises(TrainerError, match="no image in the split test"):
        manifest.of("test")


def test_a_manifest_survives_its_file(tmp_path):
    manifest = split_examples(examples_of({"normal": 9, "viral": 9}))

    write_manifest(manifest, tmp_path / "manifest.csv")

    assert read_manifest(tmp_path / "manifest.csv") == manifest


def test_a_manifest_edited_into_a_leak_is_refused(tmp_path):
    rows = (ManifestRow("a", "1", "p", "normal", "train"), ManifestRow("b", "2", "p", "normal", "test"))
    write_manifest(Manifest(rows, "patient"), tmp_path / "manifest.csv")

    with pytest.raises(TrainerError, match="leaks"):
        read_manifest(tmp_path / "manifest.csv")


@pytest.mark.parametrize("content", [None, b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_manifest_is_an_error(tmp_path, content):
    if content is not None:
        (tmp_path / "manifest.csv").write_bytes(content)

    with pytest.raises(TrainerError, match="no manifest"):
        read_manifest(tmp_path / "manifest.csv")


def test_the_digest_depends_on_every_row():
    manifest = split_examples(examples_of({"normal": 9}))
    changed = Manifest((replace(manifest.rows[0], sha256="other"), *manifest.rows[1:]), manifest.by)

    assert changed.digest() != manifest.digest()


def test_every_image_is_tested_in_one_fold_and_trained_on_in_all_others():
    examples = examples_of({"normal": 30, "bacterial": 40, "viral": 20}, images_per_patient=3)

    manifests = make_folds(examples, 5)

    tested = Counter(row.file for manifest in manifests for row in manifest.of("test"))
    assert tested == Counter(example.file for example in examples)
    assert all(len(manifest.of("train")) + len(manifest.of("test")) == 90 for manifest in manifests)


def test_folds_keep_patients_together_and_labels_alike():
    examples = examples_of({"normal": 30, "bacterial": 45, "viral": 30}, images_per_patient=3)

    for manifest in make_folds(examples, 5):
        check_disjoint(manifest)
        counts = Counter(row.label for row in manifest.of("test"))
        assert counts == {"normal": 6, "bacterial": 9, "viral": 6}


@pytest.mark.parametrize("count", [0, 1, 5])
def test_folds_that_cannot_be_made_are_refused(count):
    with pytest.raises(TrainerError, match="folds"):
        make_folds(examples_of({"normal": 4, "bacterial": 9, "viral": 9}), count)
