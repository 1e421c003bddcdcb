"""Makes `assets/fonts`: the letters that the window and its languages need, of the fonts of Noto.

python -m tools.fonts FOLDER

FOLDER holds the TrueType files of Noto Sans, such as those of Debian's package `fonts-noto-core`. It needs fontTools.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import main as subset

from app.paths import assets_folder

_JOINERS = "U+200C-200F,U+2010,U+2011,U+25CC"
_LATIN = (
    "U+0000-024F,U+02B0-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20CF,U+2100-215F,"
    "U+2190-2199,U+2212,U+2215,U+2248,U+2260,U+2264,U+2265,U+25A0-25FF,U+FEFF,U+FFFD"
)
_ARABIC = f"U+0600-06FF,U+0750-077F,U+FB50-FDFF,U+FE70-FEFC,{_JOINERS}"
_DEVANAGARI = f"U+0900-097F,U+20B9,U+A8E0-A8FF,{_JOINERS}"
FILES = {
    "NotoSans-Regular": _LATIN,
    "NotoSans-Bold": _LATIN,
    "NotoSansArabic-Regular": _ARABIC,
    "NotoSansArabic-Bold": _ARABIC,
    "NotoSansDevanagari-Regular": _DEVANAGARI,
    "NotoSansDevanagari-Bold": _DEVANAGARI,
    "NotoSansBengali-Regular": f"U+0964,U+0965,U+0980-09FF,{_JOINERS}",
    "NotoSansEthiopic-Regular": "U+1200-139F",
}
"""The letters of each file: the scripts of the window's languages in two weights, those of slips in one."""


def main(folder: Path) -> None:
    """Write a subset of each font."""
    out = assets_folder() / "fonts"
    out.mkdir(exist_ok=True)
    for name, letters in FILES.items():
        made = out / f"{name}.ttf"
        kept = ("--layout-features=*", "--name-IDs=*", "--notdef-outline", "--no-hinting")
        subset([str(folder / f"{name}.ttf"), f"--unicodes={letters}", f"--output-file={made}", *kept])
        print(f"{made}: {made.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
