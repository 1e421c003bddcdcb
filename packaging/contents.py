"""What does not belong in the bundle: the recipe leaves it out, and the check looks whether it is really absent."""

from __future__ import annotations

import re

FORBIDDEN_FILES = re.compile(
    r"WebGpuAccelerator|ai_edge_litert/(vendors|aot|tools)/"  # it computes on the processor alone
    r"|opengl32sw|qdirect2d"  # widgets are not drawn through OpenGL
    r"|Qt6?(Network|Qml|Quick|SvgWidgets|OpenGL|Sql|Test|Designer|Pdf|VirtualKeyboard|EglF[Ss]\w*)\b"
    r"|plugins/(tls|networkinformation|generic|iconengines|egldeviceintegrations|xcbglintegrations|wayland[\w-]*)/"
    r"|plugins/platforms/\w*(eglfs|linuxfb|minimal|minimalegl|vnc|vkkhrdisplay|wayland)\."  # XWayland is always there
    r"|plugins/platformthemes/libqgtk3"  # it needs all of GTK
    r"|plugins/imageformats/"  # Pillow reads the X-rays, and Qt itself the PNG files of the model card
    r"|PySide6/(Qt/)?translations/"  # Kifua is not translated yet; then its own languages' qtbase_*.qm
    # Of imagecodecs, what decodes DICOM stays.
    r"|(?<!licences/)imagecodecs/(licenses/|_(?!(shared|shared_cython|jpeg8|jpegls|jpeg2k)\.)\w+\.|numcodecs)"
    r"|_avif|libavif|_imagingtk|_imagingcms"
    r"|(^|/)lib(readline|gtk-3)\b|_hashlib\.|readline\."  # Python hashes without OpenSSL too
    r"|(PySide6|shiboken6)/(?i:msvcp|vcruntime|concrt)140\w*\.dll"  # the C++ runtime lies above them, once for all
    r"|numpy/(random|fft)/.*\.(so|pyd)$"
    r"|(^|/)(tests?|testing)/|_tests\.\w+|\.pyi$|__pycache__/"
    r"|\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$",  # they tell where the builder had Python
)
"""Matches, anywhere in its place in the bundle, a file that must not be there."""

FORBIDDEN_MODULES = frozenset(
    {
        *("tensorflow", "keras", "torch", "jax", "matplotlib", "scipy", "sklearn", "ml_dtypes"),
        *("trainer", "tests", "pytest", "hypothesis", "unittest", "doctest", "numpy.testing", "numpy.f2py"),
        *("tkinter", "_hashlib", "readline", "pydoc", "pydoc_data", "pdb", "pip", "setuptools"),
        *("asyncio", "http.server", "http.cookies", "ftplib", "xmlrpc", "requests", "urllib3"),
        *("numpy.random", "numpy.fft", "numpy.polynomial"),
        *("PySide6.QtNetwork", "PySide6.QtDBus", "PySide6.QtQml", "PySide6.QtSvgWidgets", "PySide6.QtOpenGL"),
        *("PIL._avif", "PIL._imagingtk", "PIL._imagingcms", "PIL.ImageQt", "PIL.ImageTk"),
    }
)
"""Modules that must not be there, with everything below them."""


def is_forbidden_file(place: str) -> bool:
    """Tell whether a file must not be in the bundle, by its place below it, in either kind of slashes."""
    return bool(FORBIDDEN_FILES.search(place.replace("\\", "/")))


def is_forbidden_module(name: str) -> bool:
    """Tell whether a Python module must not be in the bundle."""
    parts = name.split(".")
    return any(".".join(parts[:length]) in FORBIDDEN_MODULES for length in range(1, len(parts) + 1))
