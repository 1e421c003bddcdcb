"""Pictures of the guide, which are WebP files: a third of what PNG files of them would take in a package."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage


def load_picture(file: Path) -> QImage:
    """Return a picture; an empty one where it cannot be read, so that the page is shown without."""
    from PIL import Image  # only who opens the guide waits for it; Qt's own plugin for WebP is not in the package

    try:
        with Image.open(file) as opened:
            picture = opened.convert("RGB")
    except OSError:
        return QImage()
    data = picture.tobytes()
    image = QImage(data, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    return image.copy()  # with pixels of its own, for those above are gone
