"""The limits in `bundle.json` that an input must keep to be scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

Fraction = Annotated[float, Meta(ge=0, le=1)]
NonNegative = Annotated[float, Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class InputLimits:
    """Limits that a radiograph must keep to be scored.

    Attributes:
        min_side_px: the shorter side of the image as stored.
        min_contrast: least difference of the 95th and 5th percentile of grey, as a fraction of full scale.
        max_black, max_white: largest share of the image that may be nearly black, or nearly white (see
            `app.core.intake.checks.measure_input`).
        max_aspect_ratio: longer side / shorter side.
        max_colourfulness: see `SourceFacts.colourfulness`.
        age_years: youngest and oldest patient that the model was made for.
        max_thorax_mm: widest thorax, from rib to rib, that gives no reason to doubt these ages; None when it is not
            measured.
    """

    min_side_px: Annotated[int, Meta(ge=1)]
    min_contrast: Fraction
    max_black: Fraction
    max_white: Fraction
    max_aspect_ratio: Annotated[float, Meta(ge=1)]
    max_colourfulness: Fraction
    age_years: tuple[NonNegative, NonNegative]
    max_thorax_mm: NonNegative | None = None

    def __post_init__(self) -> None:
        """Check the order of the ages.

        Raises:
            ValueError: the oldest patient is younger than the youngest.
        """
        if self.age_years[0] > self.age_years[1]:
            raise ValueError("the ages are in the wrong order")


@dataclass(frozen=True, slots=True)
class GateLimits:
    """Limits of what the input gate lets pass; see `app.core.intake.gate`.

    Attributes:
        size_px: side of the square image that it sees.
        classes: of its network, in the order of the logits: the first passes, the others are codes of reasons.
        min_margin: least logit of the first class, less the logsumexp of the others.
        max_distance: largest mean squared number of standard deviations of the network's features.
        max_residual: largest mean square of what the principal components of the radiographs leave unexplained.
        max_amount: largest mean squared number of standard deviations of what they explain.
    """

    size_px: Annotated[int, Meta(ge=1)]
    classes: Annotated[tuple[str, ...], Meta(min_length=2)]
    min_margin: float
    max_distance: NonNegative
    max_residual: NonNegative
    max_amount: NonNegative
