"""The id of a model is a digest over everything that decides, and is checked when the bundle is loaded."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import BundleError
from app.core.model.bundle import BUNDLE_FILE, CARD_FILE, compute_model_id, load_bundle
from tests.helpers.bundles import copied

DESCRIBING = (
    "model_id",
    "figures",
    "provenance",
    "intended_use",
    "limits",
    "sensitivity",
    "specificity",
    "MODEL_CARD.md",
    "card/",
)
SHIPPED = json.loads((Path(__file__).parents[4] / "assets/model" / BUNDLE_FILE).read_text(encoding="utf-8"))


def leaves(value, path=()):
    """Yield the path to every number, text and truth value that decides a verdict or a self-test."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            if not str(key).startswith(DESCRIBING) and (*path, key) != ("schema",):
                yield from leaves(inner, (*path, key))
    else:
        yield path


def edited(content, path):
    """Change one value a little, in place."""
    *folders, last = path
    for key in folders:
        content = content[key]
    value = content[last]
    if isinstance(value, bool):
        content[last] = not value
    elif isinstance(value, str):
        content[last] = value[:-1] + ("0" if value[-1] != "0" else "1")
    else:
        content[last] = value + 1 if isinstance(value, int) else math.nextafter(value, 0.5)


@pytest.mark.parametrize("path", list(leaves(SHIPPED)), ids=lambda path: ".".join(map(str, path)))
def test_an_edit_of_any_value_that_decides_is_refused(bundle, tmp_path, path):
    copy = copied(bundle, tmp_path / "copy")
    content = json.loads((copy / BUNDLE_FILE).read_text(encoding="utf-8"))
    edited(content, path)
    (copy / BUNDLE_FILE).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(BundleError, match=r"model_damaged|model_incompatible"):
        load_bundle(copy)


def test_an_edited_threshold_is_damage(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy")
    text = (copy / BUNDLE_FILE).read_text(encoding="utf-8")
    threshold = str(load_bundle(bundle).operating_points[0].threshold)
    (copy / BUNDLE_FILE).write_text(text.replace(threshold, "0.9", 1), encoding="utf-8")
    with pytest.raises(BundleError, match=r"model_damaged.*bundle\.json"):
        load_bundle(copy)


def test_a_text_or_a_figure_gives_no_other_id(bundle):
    shipped = load_bundle(bundle)
    point = replace(shipped.operating_points[0], sensitivity=replace(shipped.figures[0], value=0.5))
    described = replace(
        shipped,
        intended_use="",
        limits=(),
        figures=(),
        operating_points=(point, *shipped.operating_points[1:]),
        files={**shipped.files, CARD_FILE: "0" * 64},
    )
    assert compute_model_id(described) == shipped.model_id
