"""What makes the frozen folder an app on a Mac: its icon, and what the Finder has to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from app.core.imaging.formats import FORMATS

_OLDEST_SYSTEM = "13.0"  # of Qt 6.11's


def icon_file(icons: Sequence[Path], folder: Path) -> Path:
    """Write an icon of the pictures of several sizes, and return it; what is larger is made of the largest."""
    pictures = sorted(map(_picture, icons), key=lambda picture: picture.width)
    written = folder / "kifua.icns"
    pictures[-1].save(written, append_images=pictures[:-1])
    return written


def info_plist() -> dict[str, Any]:
    """Return what is added to the app's own description: what it opens, beside the programs that usually do."""
    return {
        "LSApplicationCategoryType": "public.app-category.medical",
        "LSBackgroundOnly": False,  # PyInstaller takes what can print for a program without a window
        "LSMinimumSystemVersion": _OLDEST_SYSTEM,
        "NSRequiresAquaSystemAppearance": False,  # it knows the dark
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "X-ray",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [each.uniform_type for each in FORMATS],
            },
            {
                "CFBundleTypeName": "Folder of X-rays",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "None",
                "LSItemContentTypes": ["public.folder"],
            },
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": "org.nema.dicom",
                "UTTypeDescription": "DICOM picture",
                "UTTypeConformsTo": ["public.data", "public.image"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["dcm", "dicom"],
                    "public.mime-type": ["application/dicom"],
                },
            }
        ],
    }


def _picture(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        return picture.copy()
