"""Loading a bundle: whole and valid, or refused with the reason."""

import json
import math
import re
from dataclasses import fields, replace

import pytest

from app.core.errors import BundleError
from app.core.model.bundle import (
    BUNDLE_FILE,
    CARD_FILE,
    MODEL_FILE,
    SCHEMA,
    Bundle,
    Calibration,
    compute_model_id,
    file_digests,
    load_bundle,
    write_bundle,
)
from app.core.model.decision import finding_at
from app.core.records import Finding
from tests.helpers.bundles import copied


def code_of(folder):
    with pytest.raises(BundleError) as caught:
        load_bundle(folder)
    return caught.value.reason.code


def test_the_shipped_bundle_is_whole(bundle):
    assert load_bundle(bundle).schema == SCHEMA


def test_every_file_of_the_shipped_bundle_has_its_digest(bundle):
    assert load_bundle(bundle).files == file_digests(bundle)


def test_what_is_written_is_read(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy")
    changed = replace(load_bundle(bundle), intended_use="für 小児 “only”", golden_tolerance=0.1 + 0.2)
    changed = replace(changed, model_id=compute_model_id(changed))
    write_bundle(copy, changed)
    assert load_bundle(copy) == changed


def test_a_limit_decides_the_id_where_it_is_set(bundle):
    shipped = load_bundle(bundle)
    unlimited, limited = (
        replace(shipped, input_limits=replace(shipped.input_limits, max_thorax_mm=limit)) for limit in (None, 215.0)
    )
    assert compute_model_id(limited) != compute_model_id(unlimited)


def test_a_bundle_that_does_not_name_a_limit_keeps_its_id_and_is_not_limited(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy", lambda content: content["input_limits"].update(max_thorax_mm=None))
    unnamed = copied(bundle, tmp_path / "old", lambda content: content["input_limits"].pop("max_thorax_mm", None))
    assert load_bundle(unnamed) == load_bundle(copy)
    assert load_bundle(unnamed).input_limits.max_thorax_mm is None


def test_the_shipped_labels_are_in_the_order_that_the_decision_reads(bundle):
    assert load_bundle(bundle).labels == ("normal", "bacterial", "viral")


def test_a_missing_folder_is_a_missing_model(tmp_path):
    assert code_of(tmp_path / "none") == "model_missing"


def test_an_empty_folder_is_a_missing_model(tmp_path):
    assert code_of(tmp_path) == "model_missing"


@pytest.mark.parametrize("name", [MODEL_FILE, CARD_FILE])
def test_a_missing_file_is_a_missing_model(bundle, tmp_path, name):
    copy = copied(bundle, tmp_path / "copy")
    (copy / name).unlink()
    assert code_of(copy) == "model_missing"


@pytest.mark.parametrize("name", [MODEL_FILE, CARD_FILE])
def test_a_changed_file_is_damage(bundle, tmp_path, name):
    copy = copied(bundle, tmp_path / "copy")
    data = bytearray((copy / name).read_bytes())
    data[-1] ^= 1
    (copy / name).write_bytes(data)
    assert code_of(copy) == "model_damaged"


def test_a_changed_file_is_named(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy")
    (copy / MODEL_FILE).write_bytes(b"")
    with pytest.raises(BundleError, match=r"model file model\.tflite is damaged"):
        load_bundle(copy)


def test_a_wrong_digest_is_damage(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy", lambda content: content["files"].update({MODEL_FILE: "0" * 64}))
    assert code_of(copy) == "model_damaged"


@pytest.mark.parametrize("text", [b"", b"{", b'{"schema": 1', b"\xff\xfe\x00", b"not JSON"])
def test_what_is_no_json_is_damage(tmp_path, text):
    (tmp_path / BUNDLE_FILE).write_bytes(text)
    assert code_of(tmp_path) == "model_damaged"


@pytest.mark.parametrize("content", [[], "bundle", None, 1, {}, {"schema": SCHEMA}, {"schema": str(SCHEMA)}])
def test_json_of_another_form_is_incompatible(tmp_path, content):
    (tmp_path / BUNDLE_FILE).write_text(json.dumps(content))
    assert code_of(tmp_path) == "model_incompatible"


@pytest.mark.parametrize("schema", [SCHEMA - 1, SCHEMA + 1, None, "1"])
def test_another_schema_is_incompatible(bundle, tmp_path, schema):
    copy = copied(bundle, tmp_path / "copy", lambda content: content.update(schema=schema))
    assert code_of(copy) == "model_incompatible"


@pytest.mark.parametrize("key", [field.name for field in fields(Bundle)])
def test_a_missing_key_is_incompatible(bundle, tmp_path, key):
    assert code_of(copied(bundle, tmp_path / "copy", lambda content: content.pop(key))) == "model_incompatible"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("labels", "normal"),
        ("labels", ["normal", 2]),
        ("labels", ["normal", "pneumonia"]),
        ("preprocess", []),
        ("preprocess", {"size_px": "128", "resample": "bilinear", "decode_px": 256}),
        ("preprocess", {"size_px": 128, "resample": "guess", "decode_px": 256}),
        ("calibration", {"slope": 1.0}),
        ("calibration", {"slope": "1", "intercept": 0.0}),
        ("calibration", {"slope": True, "intercept": 0.0}),
        ("operating_points", []),
        ("operating_points", {}),
        ("files", []),
        ("files", {}),
        ("files", {"MODEL_CARD.md": 7}),
        ("files", {MODEL_FILE: "sha256"}),
        ("golden_tolerance", None),
        ("golden_tolerance", -0.1),
        ("golden", [{"file": "a.jpeg", "score": 1.5, "finding": "NORMAL"}]),
        ("golden", [{"file": "a.jpeg", "score": 0.5, "finding": "WELL"}]),
    ],
)
def test_a_value_of_the_wrong_kind_is_incompatible(bundle, tmp_path, key, value):
    copy = copied(bundle, tmp_path / "copy", lambda content: content.update({key: value}))
    assert code_of(copy) == "model_incompatible"


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("preprocess", {"size_px": 0}),
        ("preprocess", {"size_px": -128}),
        ("preprocess", {"decode_px": 0}),
        ("input_limits", {"age_years": [1, 5, 9]}),
        ("input_limits", {"age_years": [5, 1]}),
        ("input_limits", {"age_years": [-1, 5]}),
        ("input_limits", {"min_side_px": 0}),
        ("input_limits", {"min_contrast": -0.1}),
        ("input_limits", {"max_black": 1.1}),
        ("input_limits", {"max_aspect_ratio": 0.5}),
        ("gate", {"size_px": 0}),
        ("gate", {"max_distance": -1.0}),
        ("gate", {"classes": ["frontal"]}),
        ("gate", {"classes": ["frontal", "turned", "negative", "cropped", "upside_down"]}),
    ],
)
def test_a_value_out_of_its_range_is_incompatible(bundle, tmp_path, key, change):
    copy = copied(bundle, tmp_path / "copy", lambda content: content[key].update(change))
    assert code_of(copy) == "model_incompatible"


@pytest.mark.parametrize(
    "change",
    [
        {"threshold": 1.5},
        {"threshold": -0.1, "uncertain_low": -0.2},
        {"threshold": 0.1},
        {"threshold": 0.99},
        {"uncertain_low": 0.9, "uncertain_high": 0.8},
    ],
)
def test_an_operating_point_that_cannot_be_one_is_incompatible(bundle, tmp_path, change):
    copy = copied(bundle, tmp_path / "copy", lambda content: content["operating_points"][0].update(change))
    assert code_of(copy) == "model_incompatible"


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_a_number_that_is_not_finite_is_damage(bundle, tmp_path, number):
    copy = copied(bundle, tmp_path / "copy")
    text = (copy / BUNDLE_FILE).read_bytes()
    slope = re.search(rb'"slope": ([0-9.]+)', text)
    (copy / BUNDLE_FILE).write_bytes(text.replace(slope[1], number, 1))
    assert code_of(copy) == "model_damaged"


def test_a_number_that_is_not_finite_is_not_written(bundle, tmp_path):
    with pytest.raises(ValueError, match="JSON"):
        write_bundle(tmp_path, replace(load_bundle(bundle), calibration=Calibration(math.nan, 0.0)))


def test_a_whole_number_may_stand_for_a_fraction(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy", lambda content: content.update(golden_tolerance=1))
    assert load_bundle(copy).golden_tolerance == 1.0


def test_a_key_of_a_later_version_is_ignored(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy", lambda content: content.update(colour="blue"))
    assert load_bundle(copy) == load_bundle(bundle)


def test_the_first_operating_point_is_the_default(bundle):
    shipped = load_bundle(bundle)
    assert shipped.operating_point() == shipped.operating_points[0]


def test_each_operating_point_is_found_by_its_name(bundle):
    shipped = load_bundle(bundle)
    assert tuple(shipped.operating_point(point.name) for point in shipped.operating_points) == shipped.operating_points


def test_an_unknown_operating_point_is_refused_with_those_that_there_are(bundle):
    shipped = load_bundle(bundle)
    with pytest.raises(BundleError) as caught:
        shipped.operating_point("best")
    assert caught.value.reason.code == "unknown_operating_point"
    assert all(point.name in caught.value.reason.sentence for point in shipped.operating_points)


def test_digests_leave_out_bundle_json_alone(tmp_path):
    for name in ("b/c.txt", "a.txt", BUNDLE_FILE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert list(file_digests(tmp_path)) == ["a.txt", "b/c.txt"]


def test_a_figure_reads_with_its_interval_and_its_population(bundle):
    figure = replace(load_bundle(bundle).figures[0], name="AUROC", value=0.9, low=0.8, high=1, population="786 images")
    assert str(figure) == "AUROC 0.900 (95% CI 0.800 to 1.000; 786 images)"


def test_an_operating_point_without_its_band_calls_no_score_uncertain(bundle):
    shipped = load_bundle(bundle)
    usual, bare = shipped.operating_point("balanced"), shipped.operating_point("balanced-no-band")

    assert bare.threshold == usual.threshold == bare.uncertain_low == bare.uncertain_high
    assert finding_at(usual.threshold, usual) is Finding.UNCERTAIN
    assert finding_at(usual.threshold, bare) is Finding.PNEUMONIA
    assert finding_at(usual.threshold - 1e-6, bare) is Finding.NORMAL
