"""The model card's section on the frame of the films."""

from __future__ import annotations

from trainer.evaluation.frame import Altered, FrameTest
from trainer.evaluation.frame_only import INSIDE, WHOLE
from trainer.evaluation.tables import format_interval, table
from trainer.images.frame import OTHER_FRAME, RING, SAME_FRAME


def frame_in_short(test: FrameTest | None) -> list[str]:
    """Return the line of the card's summary; none for a bundle whose frame test was not made."""
    if test is None:
        return []
    rate = next(each.accuracy for each in test.altered if each.name == OTHER_FRAME)
    value, low, high = (100 * share for share in (rate.value, rate.low, rate.high))
    return [
        f"- of 100 X-rays whose outer rim was taken from one of the other class, {value:.1f} ({low:.1f} to {high:.1f}) "
        "were on the right side.",
    ]


def frame_section(test: FrameTest | None) -> list[str]:
    """Return the section; none for a bundle whose frame test was not made."""
    if test is None:
        return []
    altered = {each.name: each for each in test.altered}
    small = [
        (
            f"a small model that sees nothing but: {figure.name}",
            format_interval(figure),
            *["–"] * 4,
            figure.population,
        )
        for figure in test.frame_only
        if figure.name not in (INSIDE, WHOLE)
    ]
    return [
        "## A limit: the frame of the film",
        "",
        _finding(altered[SAME_FRAME], altered[OTHER_FRAME]),
        "",
        f"Nothing in the outer {RING:.0%} of a film, nor its shape, should tell ill from well; in this dataset much "
        "does. Below are small models that see this alone, then the shipped file on test images whose lungs are hidden "
        "or whose frame is changed, at the threshold of its default operating point, the uncertain band left aside. "
        "With the lungs hidden, a model that reads lungs alone has an AUROC near 0.5, and its word should be "
        "UNCERTAIN. How it was measured, and the limits of that: `docs/study/frame.md`.",
        "",
        table(
            ("what is seen", "AUROC", "accuracy", "sensitivity", "specificity", "uncertain", "measured on"),
            [*small, *(_row(each) for each in test.altered)],
        ),
    ]


def _row(altered: Altered) -> tuple[str, ...]:
    figures = altered.auroc, altered.accuracy, altered.sensitivity, altered.specificity, altered.uncertain
    return altered.name, *map(format_interval, figures), altered.auroc.population


def _finding(same: Altered, other: Altered) -> str:
    aurocs = (
        f"its AUROC is {format_interval(same.auroc)} with the frame of another film of the same class and "
        f"{format_interval(other.auroc)} with that of the other class."
    )
    if other.auroc.high < same.auroc.low:
        return (
            f"**The model reads the frame of the film too, not the lungs alone**: {aurocs} Its figures are partly of "
            "the frame: where films are framed otherwise, expect a fall."
        )
    return f"The model was not found to read the frame of the film: {aurocs}"
