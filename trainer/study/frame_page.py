"""Page of the frame test, written from its stored figures alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec, load_radiograph, to_model_input
from app.core.model.bundle import Figure
from trainer.data.dataset import BACTERIAL, NORMAL, identify
from trainer.errors import TrainerError
from trainer.evaluation import frame, plots
from trainer.evaluation.frame import Altered, Evidence
from trainer.evaluation.frame_only import WHOLE_RING
from trainer.evaluation.tables import format_interval, format_number, table
from trainer.images.frame import (
    ANY_FRAME,
    AS_IT_IS,
    FRAME_STRESSES,
    HIDDEN,
    LUNG_GREY,
    OTHER_FRAME,
    PAD_ALL,
    PAD_ONE,
    RING,
    SAME_FRAME,
    SOFT_EDGE,
    SQUEEZE,
)
from trainer.images.stress import SOURCE_PX
from trainer.study import frame_sections
from trainer.study.frame_results import FrameResults
from trainer.training.frame_expert import THUMBNAIL_PX

PAGE, PICTURE = "frame.md", "frame.png"
CHANCE = 0.5
STRONGEST = 3
"""Places of the mean evidence map that are named."""

SHOWN = (AS_IT_IS, HIDDEN, "lungs hidden: blurred", OTHER_FRAME, "padded black, one side", "squeezed: 25% wider")
"""The alterations of the example pictures."""

_CONSTANTS = {
    "picture": PICTURE,
    "file": frame.FILE,
    "side": SOURCE_PX,
    "thumbnail": THUMBNAIL_PX,
    "grey": LUNG_GREY,
    "soft": f"{SOFT_EDGE:.0%}",
    "pad_all": f"{PAD_ALL:.0%}",
    "pad_one": f"{PAD_ONE:.0%}",
    "squeeze": f"{SQUEEZE:.0%}",
    "other": OTHER_FRAME,
    "any": ANY_FRAME,
    "same": SAME_FRAME,
}

_PAGE = """# How much of the score is the frame of the film?

Written by `kifua-trainer frame` from [{file}]({file}) and the figures stored beside it.

*Chest X-Ray Images (Pneumonia)* (Kermany et al. 2018) is much used to teach and test detectors of pneumonia in
children. A radiograph has a frame that says nothing of the lungs: collimation, corners, markers, arms, the shape of
the file. Can ill be told from well by the frame alone, and does a network that was trained on this set do so?

{answer}

| AUROC (95% interval) | |
|---|---|
| a small model that sees nothing but the outer {ring} ring of each picture | **{ring_auroc}** |
| `{network}`, pictures as they are | {whole_auroc} |
| `{network}`, everything inside the ring painted grey | **{hidden_auroc}** |
| `{network}`, the ring taken from a picture of the same class | {same_auroc} |
| `{network}`, the ring taken from a picture of the other class | **{other_auroc}** |

![Examples of the alterations, and the AUROC of each test]({picture})

*Above: a normal and a pneumonia, altered. Below: AUROC with 95% intervals, of small models that see a part of the
picture or the shape of its file alone, and of the network on altered pictures; beside it the mean evidence map, if
the network has one. Pictures: D. Kermany, K. Zhang, M. Goldbaum, Labeled Optical Coherence Tomography (OCT) and
Chest X-Ray Images for Classification, Mendeley Data, doi:10.17632/rscbjbr9sj.3, CC BY 4.0; altered.*

## Method

- **Data**: the training part of the release, as square copies of {side} × {side} points, which lose the aspect
  ratio; its official test part was not used. Split by {split_by} (digest of the manifest `{manifest}`). The small
  models learned from the {trained_on}; everything is measured on the test part, whose numbers stand with the
  figures.
- **Ring**: the outer {ring} of each side, corners included: {ring_area} of the area. It shows little of the lungs,
  but in a tight film their rims, ribs and the upper abdomen. A **corner** is a square at the corner of the picture.
- **Small models**: support vector machines with a radial kernel and scikit-learn's defaults, on standardised grey
  values of {thumbnail} × {thumbnail} thumbnails, or on the logarithm of one number of the original file. Nothing
  about them was chosen by what is measured here. Those that see the rest or the whole stand there for comparison.
- **Lungs hidden**: everything inside the ring replaced by one grey ({grey}), by the mean grey that was there (which
  tells how bright the lungs were), or by a blur that leaves no rib.
- **Frame exchanged**: the ring taken from another picture of the test part, drawn at random from the other class,
  from the same, or from both; its inner edge is soft, {soft} of the side wide.
- **Padded**: {pad_all} of the side added on all sides, or {pad_one} on one that is drawn at random. **Squeezed**:
  the chest {squeeze} wider or taller, as the square copies of one class are against those of the other.
- **Figures**: intervals are of a bootstrap over patients. Accuracy, sensitivity and specificity are at the
  network's own threshold, a margin of {threshold}, the uncertain band left aside.

## The frame alone

{frame_only}

## What the network keeps

`{network}`, on the {population}, in brackets the 95% intervals:

{altered}

With the lungs hidden (grey) {hidden_word}. A
network that reads lungs alone would have an AUROC near 0.5 there, and alike figures under “{other}”, “{any}” and
“{same}”.

## Where its evidence lies

{evidence}

{compared}## Limits

- The ring is a share of the picture, not of the child. Rims of the lungs, shoulders and abdomen reach into it, and
  some of what it tells may be anatomy, age or position. Small corners hold less of these, and the shape of the
  file none.
- A small model gives a lower bound of what the frame tells.
- With hidden lungs a network sees a picture unlike any that it learned from. Its AUROC there says what it can still
  tell apart, not how much of that it used while the lungs were visible; the exchange of frames says more of this.
- An exchanged ring may contradict the anatomy at its edge. What the ring of the same class costs is the price of
  that; what the other class's costs beyond it is the class.
- Partners and sides are drawn once, by a fixed seed: the intervals hold the chance of patients, not that of the
  draw.
- The sizes of the original files are known for a part of the images alone.
- One hospital, and of each network one run on one split. Why the frame goes with the class is not known here.

## Related work

Maguolo and Nanni blackened the lungs in sets for COVID-19. Others have measured the activation of networks trained
on this set inside and outside the lungs, and an audit of 2026 injects markers. A table like this one was not found
for this set.

## To repeat it

```
kifua-trainer frame DATASET --bundle assets/model --exclude assets/samples --sizes SIZES --out docs/study --card
kifua-trainer frame DATASET --run RUN --run RUN --out docs/study      # networks of runs, such as the study's
kifua-trainer trials DATASET --out runs/trials --results docs/study      # means, those against the frame among them
```

`SIZES` is a CSV of original files with the columns `file`, `width_px` and `height_px`; without it the figures on
shape are left out. `--card` puts the figures into the card of the bundle too. `kifua-trainer study` writes this
page anew from the stored figures. Where no bundle was tested, the page is about the first run.
"""

_EVIDENCE = """The evidence map gives each of {height} × {width} places its part of the margin. Below is the share
of its absolute value that lies in the ring, which is {frame_area} of the area. No masks of the lungs were at hand:
the ring stands for what is outside them, and a place also sees what lies around it, so the border is not sharp.

{shares}

Averaged over the pneumonias, the strongest places, counted from the upper left, are {strongest}."""


def write_page(results: FrameResults, samples: Path, folder: Path) -> Path:
    """Write the page, `frame.md`, and its picture into a folder, and return the page's path.

    Args:
        results: as `trainer.study.frame_results.load_results` reads them.
        samples: a folder of X-rays named as in the dataset; the first normal and the first bacterial one are shown.
        folder: gets the page and the picture.

    Raises:
        TrainerError: the samples lack a normal or a bacterial one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    test = results.shown
    small = {f"{plots.SMALL_MODEL}: {figure.name}": figure for figure in test.frame_only}
    bars = small | {f"network: {each.name}": each.auroc for each in test.altered}
    plots.frame_test(_examples(samples), bars, test.evidence.pneumonia_map if test.evidence else None, folder / PICTURE)
    page = folder / PAGE
    page.write_text(render_page(results), encoding="utf-8")
    return page


def render_page(results: FrameResults) -> str:
    """Return the text of the page."""
    test = results.shown
    compared = (frame_sections.compare_means(results.trials), frame_sections.compare_runs(results.runs))
    altered = {each.name: each for each in test.altered}
    ring = next(figure for figure in test.frame_only if figure.name == WHOLE_RING)
    aurocs = {name: format_interval(each.auroc) for name, each in altered.items()}
    hidden = altered[HIDDEN]
    values = {
        "network": test.network,
        "ring": f"{RING:.0%}",
        "ring_area": f"{1 - (1 - 2 * RING) ** 2:.0%}",
        "ring_auroc": format_interval(ring),
        "answer": _answer(ring, altered[SAME_FRAME].auroc, altered[OTHER_FRAME].auroc),
        "whole_auroc": aurocs[AS_IT_IS],
        "hidden_auroc": aurocs[HIDDEN],
        "other_auroc": aurocs[OTHER_FRAME],
        "same_auroc": aurocs[SAME_FRAME],
        "hidden_word": _word_of_hidden(hidden),
        "population": hidden.auroc.population,
        "split_by": test.split_by,
        "manifest": test.manifest_sha256[:16],
        "trained_on": test.trained_on,
        "threshold": format_number(test.threshold),
        "frame_only": _frame_only_table(test.frame_only),
        "altered": _altered_table(test.altered),
        "evidence": _evidence(test.evidence),
        "compared": "".join(f"{section}\n\n" for section in compared if section),
        **_CONSTANTS,
    }
    return _PAGE.format(**values)


def _answer(ring: Figure, same: Figure, other: Figure) -> str:
    """Return what the figures say: of the dataset by the ring, of the network by the rings of either class."""
    told = "tells" if ring.low > CHANCE else "was not found to tell"
    reads = "reads it" if other.high < same.low else "was not found to read it"
    therefore = (
        "A figure of it on this set is partly one of the frame, and need not hold where films are framed otherwise."
        if other.high < same.low
        else "The other class's ring costs it no more than the ring of its own class, within the intervals."
    )
    return f"**The frame alone {told} ill from well, and the network {reads}.** {therefore}"


def _word_of_hidden(hidden: Altered) -> str:
    if hidden.uncertain is not None:
        return f"its word is *uncertain* for {format_interval(hidden.uncertain)} of the pictures"
    return (
        f"its word is pneumonia for {hidden.sensitivity.value:.1%} of the ill and for "
        f"{1 - hidden.specificity.value:.1%} of the well"
    )


def _frame_only_table(figures: Sequence[Figure]) -> str:
    rows = [(figure.name, format_interval(figure), figure.population) for figure in figures]
    return table(("what the small model sees", "AUROC (95% interval)", "measured on"), rows)


def _altered_table(altered: Sequence[Altered]) -> str:
    figures = ("accuracy", "sensitivity", "specificity", "uncertain")
    rows = [[each.name, *(format_interval(getattr(each, name)) for name in ("auroc", *figures))] for each in altered]
    return table(("pictures", "AUROC", *figures), rows)


def _evidence(evidence: Evidence | None) -> str:
    """Return the section on evidence; a sentence for a network that has no map."""
    if evidence is None:
        return "Its evidence map was not measured."
    cells = np.array(evidence.pneumonia_map)
    places = [np.unravel_index(int(place), cells.shape) for place in np.argsort(-cells, axis=None)[:STRONGEST]]
    rows = [(figure.name, format_interval(figure), figure.population) for figure in evidence.shares]
    return _EVIDENCE.format(
        height=len(cells),
        width=len(cells[0]),
        frame_area=f"{evidence.frame_area:.0%}",
        shares=table(("mean share in the ring", "value (95% interval)", "measured on"), rows),
        strongest=", ".join(f"row {row + 1} column {column + 1}" for row, column in places),
    )


def _examples(samples: Path) -> dict[str, NDArray[np.uint8]]:
    """Return the altered pictures of a pneumonia beside a normal, shape (SOURCE_PX, 2 SOURCE_PX), by alteration."""
    spec = PreprocessSpec(SOURCE_PX)
    first: dict[str, NDArray[np.uint8]] = {}
    for path in sorted(samples.iterdir()):
        for label in (NORMAL, BACTERIAL):
            if (identify(path.name, "NORMAL") or identify(path.name, "PNEUMONIA") or ("", ""))[1] == label:
                first.setdefault(label, to_model_input(load_radiograph(path, spec), spec)[0, ..., 0])
    if len(first) < 2:
        raise TrainerError(f"{samples} lacks a normal or a bacterial X-ray to show.")
    images, ill = np.array([first[NORMAL], first[BACTERIAL]]), np.array([False, True])
    return {name: np.hstack(list(FRAME_STRESSES[name](images, ill))) for name in SHOWN}
