"""Input checks: which radiographs may be scored, by metadata and by measures."""

from dataclasses import replace

import numpy as np
import pytest

from app.core.errors import Reason
from app.core.intake.checks import check_input, may_pass_adjusted, measure_input
from app.core.model.limits import InputLimits
from app.core.records import Finding, InputStatus, Radiograph, SourceFacts, Verdict
from tests.helpers.pictures import gradient

LIMITS = InputLimits(100, 0.1, 0.6, 0.5, 3.0, 0.05, (1.0, 5.0))
MAYBE_NOT_A_CHILD = Reason.of("maybe_not_a_child", width_cm=23, low=1.0, high=5.0)


class StubGate:
    """Stands for the gate, and says what it was told to say."""

    def __init__(self, refusal=None, thorax_share=None):
        self._refusal, self._thorax_share = refusal, thorax_share

    def refusal(self, picture):
        return self._refusal

    def thorax_mm(self, picture, width_mm):
        return None if self._thorax_share is None else self._thorax_share * width_mm


OPEN_GATE = StubGate()


def radiograph(pixels=None, **facts):
    pixels = gradient(200, 300) if pixels is None else pixels
    known = SourceFacts("DICOM", pixels.shape[1], pixels.shape[0])
    full_scale = int(np.iinfo(pixels.dtype).max)
    return Radiograph(pixels, full_scale, replace(known, **facts), "")


def codes(picture):
    return [reason.code for reason in check_input(picture, LIMITS, OPEN_GATE).reasons]


def test_an_ordinary_picture_is_ours():
    assert check_input(radiograph(), LIMITS, OPEN_GATE).status is InputStatus.OK


def test_an_ordinary_picture_needs_no_reason():
    assert codes(radiograph()) == []


@pytest.mark.parametrize("modality", ["CT", "MR", "US", "PT", "SR", "MG", "XA"])
def test_another_modality_is_refused(modality):
    assert codes(radiograph(modality=modality)) == ["not_radiograph"]


@pytest.mark.parametrize("modality", ["", "CR", "DX", "RG", "OT"])
def test_a_modality_of_plain_radiographs_is_not_refused(modality):
    assert codes(radiograph(modality=modality)) == []


@pytest.mark.parametrize("view", ["LL", "RL", "LLO", "LATERAL", "OBLIQUE", "RAO", "LEFT LATERAL", "L-LAT"])
def test_a_view_from_the_side_is_refused(view):
    assert codes(radiograph(view=view)) == ["view_not_frontal"]


@pytest.mark.parametrize("view", ["", "AP", "PA"])
def test_a_frontal_view_is_not_refused(view):
    assert codes(radiograph(view=view)) == []


@pytest.mark.parametrize("body_part", ["HAND", "ABDOMEN", "SKULL"])
def test_another_part_of_the_body_is_refused(body_part):
    assert codes(radiograph(body_part=body_part)) == ["not_chest"]


@pytest.mark.parametrize("body_part", ["", "CHEST", "CHEST_TO_ABDOMEN", "THORAX", "LUNG", "TÓRAX", "PULMAO"])
def test_a_chest_is_not_refused(body_part):
    assert codes(radiograph(body_part=body_part)) == []


@pytest.mark.parametrize(("width", "height", "refused"), [(100, 300, False), (99, 290, True), (290, 99, True)])
def test_the_shorter_side_has_a_least_length(width, height, refused):
    assert codes(radiograph(width=width, height=height)) == ["image_too_small"] * refused


@pytest.mark.parametrize(("width", "height", "refused"), [(600, 200, False), (601, 200, True), (200, 601, True)])
def test_the_sides_have_a_greatest_ratio(width, height, refused):
    assert codes(radiograph(width=width, height=height)) == ["image_shape"] * refused


@pytest.mark.parametrize(("colourfulness", "refused"), [(0.05, False), (0.051, True)])
def test_the_colour_has_a_limit(colourfulness, refused):
    assert codes(radiograph(colourfulness=colourfulness)) == ["image_colour"] * refused


@pytest.mark.parametrize("grey", [0, 90, 255])
def test_a_blank_picture_is_refused(grey):
    assert codes(radiograph(np.full((200, 200), grey, np.uint8))) == ["image_blank"]


def test_a_few_stray_points_are_no_contrast():
    pixels = np.full((200, 200), 90, np.uint8)
    pixels[:3] = 255
    assert codes(radiograph(pixels)) == ["image_blank"]


@pytest.mark.parametrize(("bright", "refused"), [(85, True), (86, False)])
def test_contrast_is_a_share_of_the_full_scale(bright, refused):
    halves = np.repeat(np.array([[60, bright]], np.uint8), 100, axis=1).repeat(200, axis=0)
    assert codes(radiograph(halves)) == ["image_blank"] * refused


def parted(share, grey):
    """Return a picture that is of one grey in this share of its rows, and a ramp in the others."""
    pixels = np.tile(np.linspace(60, 200, 640).astype(np.uint8), (640, 1))
    pixels[: round(share * 640)] = grey
    return pixels


@pytest.mark.parametrize(("share", "grey", "refused"), [(0.55, 0, False), (0.65, 0, True), (0.65, 10, True)])
def test_a_picture_drowned_in_black_is_refused(share, grey, refused):
    assert codes(radiograph(parted(share, grey))) == ["image_exposure"] * refused


@pytest.mark.parametrize(("share", "grey", "refused"), [(0.45, 255, False), (0.55, 255, True), (0.55, 245, True)])
def test_a_picture_burnt_out_to_white_is_refused(share, grey, refused):
    assert codes(radiograph(parted(share, grey))) == ["image_exposure"] * refused


@pytest.mark.parametrize("grey", [20, 235])
def test_dark_and_bright_are_neither_black_nor_white(grey):
    assert codes(radiograph(parted(0.9, grey))) == []


def test_a_blank_picture_is_not_said_to_be_badly_exposed_too():
    assert codes(radiograph(np.zeros((200, 200), np.uint8))) == ["image_blank"]


def test_contrast_does_not_depend_on_the_depth():
    deep = gradient(200, 200).astype(np.uint16) * 257
    shallow = measure_input(radiograph(gradient(200, 200))).contrast
    assert measure_input(radiograph(deep)).contrast == pytest.approx(shallow, abs=1 / 255)


def test_a_raw_image_is_refused():
    assert codes(radiograph(is_for_processing=True)) == ["for_processing"]


def test_a_dot_is_only_said_to_be_small():
    assert codes(radiograph(np.zeros((1, 1), np.uint8))) == ["image_too_small"]


def test_every_reason_to_refuse_is_given():
    found = codes(radiograph(modality="CT", body_part="HAND", view="LL", colourfulness=1.0))
    assert found == ["not_radiograph", "not_chest", "view_not_frontal", "image_colour"]


def test_a_refused_picture_has_the_status():
    assert check_input(radiograph(view="LL"), LIMITS, OPEN_GATE).status is InputStatus.REFUSED


@pytest.mark.parametrize(
    ("age", "code"),
    [
        (0.0, "age_unsuited"),
        (0.99, "age_unsuited"),
        (6.0, "age_outside"),
        (17.9, "age_outside"),
        (18.0, "age_unsuited"),
    ],
)
def test_another_age_is_a_warning(age, code):
    report = check_input(radiograph(age_years=age), LIMITS, OPEN_GATE)
    assert (report.status, codes(radiograph(age_years=age))) == (InputStatus.WARN, [code])


@pytest.mark.parametrize("age", [None, 1.0, 3.0, 5.0, 5.99])
def test_a_child_of_one_to_five_years_is_no_warning(age):
    assert codes(radiograph(age_years=age)) == []


def test_a_refusal_is_not_mixed_with_a_warning():
    assert codes(radiograph(age_years=30.0, view="LL")) == ["view_not_frontal"]


@pytest.mark.parametrize(("name", "value"), [("aspect_ratio", 1.5), ("short_side_px", 200), ("colourfulness", 0.0)])
def test_a_radiograph_is_measured(name, value):
    assert getattr(measure_input(radiograph()), name) == value


@pytest.mark.parametrize("code", ["turned", "negative", "cropped", "unlike_chest"])
def test_what_the_gate_refuses_is_refused(code):
    report = check_input(radiograph(), LIMITS, StubGate(code))
    assert (report.status, [reason.code for reason in report.reasons]) == (InputStatus.REFUSED, [code])


def test_the_gate_is_not_asked_where_a_plainer_reason_is_known():
    report = check_input(radiograph(view="LL"), LIMITS, StubGate("unlike_chest"))
    assert [reason.code for reason in report.reasons] == ["view_not_frontal"]


def size_warnings(width_mm, thorax_share=0.5, max_thorax_mm=200.0, **facts):
    gate, limits = StubGate(thorax_share=thorax_share), replace(LIMITS, max_thorax_mm=max_thorax_mm)
    return check_input(radiograph(width_mm=width_mm, **facts), limits, gate)


def test_a_chest_too_wide_for_a_child_is_a_warning():
    report = size_warnings(460.0)
    assert (report.status, report.reasons) == (InputStatus.WARN, (MAYBE_NOT_A_CHILD,))


@pytest.mark.parametrize(
    "known",
    [
        {"width_mm": 400.0},
        {"width_mm": None},
        {"width_mm": 460.0, "thorax_share": None},
        {"width_mm": 460.0, "max_thorax_mm": None},
    ],
    ids=["narrow", "of unknown width", "not measured", "not limited"],
)
def test_any_other_chest_is_no_warning(known):
    assert size_warnings(**known).status is InputStatus.OK


def test_a_chest_too_wide_is_told_beside_the_age():
    assert [reason.code for reason in size_warnings(460.0, age_years=30).reasons] == [
        "age_unsuited",
        "maybe_not_a_child",
    ]


@pytest.mark.parametrize(
    ("finding", "codes", "may_pass"),
    [
        (Finding.NOT_ASSESSED, ("turned",), True),
        (Finding.NOT_ASSESSED, ("negative", "image_exposure"), True),
        (Finding.NOT_ASSESSED, ("turned", "image_colour"), False),
        (Finding.NOT_ASSESSED, ("file_empty",), False),
        (Finding.NOT_ASSESSED, (), False),
        (Finding.UNCERTAIN, ("turned",), False),
    ],
)
def test_a_refusal_may_be_lifted_by_turning_where_it_is_of_how_the_picture_lies_or_looks(finding, codes, may_pass):
    reasons = tuple(Reason(code, "") for code in codes)

    assert may_pass_adjusted(Verdict(finding, reasons=reasons)) is may_pass
