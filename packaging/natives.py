"""What rides inside the libraries of Python's packages and of Python itself, and is of others.

Wheels bring libraries of other projects, as files of their own or linked into theirs, and few say so. The table says
what each library is known to hold; versions are read from the library, or asked of the package that uses it.
"""

from __future__ import annotations

import decimal
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from pyexpat import EXPAT_VERSION

from parts import Part, purl
from wheel_lists import version_in

_QT, _LITERT, _PILLOW, _NUMPY = "pyside6-essentials", "ai-edge-litert", "pillow", "numpy"
_QT_TEXT, _LITERT_TEXT, _PYTHON_TEXT = "qt/third-party.txt", "litert/third-party.txt", "python/third-party.txt"
_APACHE = "ai-edge-litert/licenses/LICENSE"
_LGPL = ("qt/LGPL-3.0.txt", "qt/GPL-3.0.txt")
_NUMPY_TEXT, _PILLOW_TEXT = "numpy/licenses/LICENSE.txt", "pillow/licenses/LICENSE"
_CORE, _GUI = r"(lib)?Qt6?Core(\.(so|dll)\b.*)?", r"(lib)?Qt6?Gui(\.(so|dll)\b.*)?"
_LITERT_FILE, _OPENBLAS, _IMAGING = r"(lib)?pywrap_litert_common\..*", r"lib(scipy_)?openblas.*", r"_imaging\..*"
_TFLITE_VERSION = re.compile(rb"\0(2\.[1-9]\d\.\d+(?:-\w+)?)(?:\+\w+)?\0")
_CODECS, _CODECS_TEXT, _LETTERS = "imagecodecs", "imagecodecs/third-party.txt", r"_imagingft\..*"


@dataclass(frozen=True)
class Native:
    """One library that rides in another's package.

    Attributes:
        name: as its makers write it.
        licence: SPDX expression.
        files: pattern of the names of the files that hold it.
        texts: where its licence can be read, below the bundle's folder of licences.
        owner: package that brings it, in lower case; empty for Python and whatever else does.
        version: pattern within the library, in whose first group the version stands, and without which the library is
            not there; a compiled one where it is there anyway; or what returns it; None where nobody says.
    """

    name: str
    licence: str
    files: str
    texts: tuple[str, ...]
    owner: str = ""
    version: bytes | re.Pattern[bytes] | Callable[[], str | None] | None = None


def pillow_says(feature: str) -> Callable[[], str | None]:
    """Return what asks Pillow for the version of a library that it uses; it says None of one that it does not use."""

    def ask() -> str | None:
        from PIL import features  # only where there is a bundle to describe

        return str(features.version(feature)) if features.check(feature) else None

    return ask


def imagecodecs_says(codec: str) -> Callable[[], str]:
    """Return what asks imagecodecs for the version of a library that it uses, as in `charls 2.4.3`."""

    def ask() -> str:
        import imagecodecs  # only where there is a bundle to describe

        return str(getattr(imagecodecs, f"{codec}_version")()).split()[1].partition("/")[0]

    return ask


def wheel_says(package: str, name: str) -> Callable[[], str]:
    """Return what looks for the version of a library in the lists that the wheel of a package brings."""
    return lambda: version_in(distribution(package), name)


NATIVES = (
    Native("Qt", "LGPL-3.0-only", _CORE, (*_LGPL, _QT_TEXT), _QT, rb"Qt (6\.\d+\.\d+) \("),
    Native("PCRE2", "BSD-3-Clause", _CORE, (_QT_TEXT,), _QT, rb"\b(10\.\d\d) 20\d\d-"),
    Native("double-conversion", "BSD-3-Clause", _CORE, (_QT_TEXT,), _QT),
    Native("TinyCBOR", "MIT", _CORE, (_QT_TEXT,), _QT),
    Native("Unicode Character Database and CLDR", "Unicode-3.0", _CORE, (_QT_TEXT,), _QT),
    Native("HarfBuzz", "MIT", _GUI, (_QT_TEXT,), _QT, re.compile(rb"\0(1\d\.\d+\.\d+)\0")),
    Native("libpng", "libpng-2.0", _GUI, (_QT_TEXT,), _QT, rb"libpng version (\d[\d.]*\d)"),
    Native("MD4C", "MIT", _GUI, (_QT_TEXT,), _QT),
    Native("FreeType", "FTL", r"Qt6Gui\.dll|QtGui", (_QT_TEXT,), _QT),
    Native("zlib", "Zlib", rf"{_CORE}|{_GUI}", (_QT_TEXT,), _QT, rb"deflate (\d[\d.]*\d) Copyright"),
    Native("ICU", "Unicode-DFS-2016", r"libicu(data|i18n|uc)\.so\..*", ("qt/icu.txt",), _QT, rb"\bicudt(\d\d)"),
    Native("TensorFlow Lite", "Apache-2.0", _LITERT_FILE, (_APACHE,), _LITERT, _TFLITE_VERSION),
    Native("Abseil", "Apache-2.0", _LITERT_FILE, (_LITERT_TEXT, _APACHE), _LITERT, re.compile(rb"lts_(20\d{6})")),
    *(
        Native(name, licence, _LITERT_FILE, (_LITERT_TEXT, *texts), _LITERT)
        for licence, names, texts in (
            ("Apache-2.0", ("FlatBuffers", "gemmlowp", "ruy"), (_APACHE,)),
            ("BSD-2-Clause", ("cpuinfo", "pthreadpool"), ()),
            ("BSD-3-Clause", ("Protocol Buffers", "pybind11", "RE2", "Snappy", "XNNPACK"), ()),
            ("MIT", ("FarmHash", "FP16", "FXdiv"), ()),
            ("MPL-2.0", ("Eigen",), ("tqdm/MPL-2.0.txt",)),
            ("LicenseRef-FFT2D", ("FFT2D",), ()),
        )
        for name in names
    ),
    Native("OpenBLAS", "BSD-3-Clause", _OPENBLAS, (_NUMPY_TEXT,), _NUMPY, rb"OpenBLAS (\d+\.\d+\.\d+)"),
    Native("LAPACK", "BSD-3-Clause-Open-MPI", _OPENBLAS, (_NUMPY_TEXT,), _NUMPY),
    Native(
        "GCC runtime library (libgfortran)",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        r"libg(fortran|cc_s).*",
        (_NUMPY_TEXT, "qt/GPL-3.0.txt"),
        _NUMPY,
    ),
    Native("libquadmath", "LGPL-2.1-or-later", r"libquadmath.*", (_NUMPY_TEXT, *_LGPL), _NUMPY),
    Native(
        "libjpeg-turbo",
        "IJG AND BSD-3-Clause AND Zlib",
        rf"libjpeg\W.*|{_IMAGING}",
        (_PILLOW_TEXT,),
        _PILLOW,
        pillow_says("libjpeg_turbo"),
    ),
    Native("OpenJPEG", "BSD-2-Clause", rf"libopenjp2.*|{_IMAGING}", (_PILLOW_TEXT,), _PILLOW, pillow_says("jpg_2000")),
    Native("LibTIFF", "libtiff", rf"libtiff.*|{_IMAGING}", (_PILLOW_TEXT,), _PILLOW, pillow_says("libtiff")),
    Native("zlib-ng", "Zlib", _IMAGING, (_PILLOW_TEXT,), _PILLOW, pillow_says("zlib_ng")),
    Native("libwebp", "BSD-3-Clause", r"lib(webp|sharpyuv).*|_webp\..*", (_PILLOW_TEXT,), _PILLOW, pillow_says("webp")),
    Native("XZ Utils (liblzma)", "0BSD", r"liblzma.*", (_PILLOW_TEXT,), _PILLOW, rb"\0(5\.\d+\.\d+)\0"),
    Native("Zstandard", "BSD-3-Clause", r"libzstd.*", (_PILLOW_TEXT,), _PILLOW, rb"\0(1\.\d+\.\d+)\0"),
    Native("libxcb", "MIT", r"libxcb.*", (_PILLOW_TEXT,), _PILLOW, wheel_says(_PILLOW, "libxcb")),
    Native("libXau", "MIT-open-group", r"libXau.*", (_PILLOW_TEXT,), _PILLOW, wheel_says(_PILLOW, "libXau")),
    Native("FreeType", "FTL", rf"libfreetype.*|{_LETTERS}", (_PILLOW_TEXT,), _PILLOW, pillow_says("freetype2")),
    Native("HarfBuzz", "MIT", rf"libharfbuzz.*|{_LETTERS}", (_PILLOW_TEXT,), _PILLOW, pillow_says("harfbuzz")),
    Native("Raqm", "MIT", _LETTERS, (_PILLOW_TEXT,), _PILLOW, pillow_says("raqm")),
    Native("Brotli", "MIT", rf"libbrotli.*|{_LETTERS}", (_PILLOW_TEXT,), _PILLOW),
    Native("libpng", "libpng-2.0", rf"libpng.*|{_LETTERS}", (_PILLOW_TEXT,), _PILLOW, rb"libpng version (\d[\d.]*\d)"),
    *(
        Native(name, licence, rf"{library}.*|{module}\..*", (_CODECS_TEXT,), _CODECS, imagecodecs_says(codec))
        for name, licence, library, module, codec in (
            ("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib", "libjpeg-", "_jpeg8", "jpeg8"),
            ("CharLS", "BSD-3-Clause", "libcharls", "_jpegls", "jpegls"),
            ("OpenJPEG", "BSD-2-Clause", "libopenjp2", "_jpeg2k", "jpeg2k"),
            ("Little CMS", "MIT", "liblcms2", "_jpeg2k", "cms"),
        )
    ),
    Native("Expat", "MIT", r"pyexpat\..*", (_PYTHON_TEXT,), version=lambda: EXPAT_VERSION.removeprefix("expat_")),
    Native("mpdecimal", "BSD-2-Clause", r"_decimal\..*", (_PYTHON_TEXT,), version=lambda: decimal.__libmpdec_version__),
    Native("SQLite", "blessing", r"sqlite3\.dll", (_PYTHON_TEXT,), version=lambda: sqlite3.sqlite_version),
    Native(
        "OpenSSL",
        "Apache-2.0",
        r"lib(crypto|ssl)-3.*\.dll",
        (_APACHE,),
        version=rb"OpenSSL (3\.\d+\.\d+)",
    ),
    Native("libffi", "MIT", r"libffi-\d\.dll", (_PYTHON_TEXT,)),
    Native(
        "Microsoft Visual C++ runtime",
        "LicenseRef-Microsoft-Visual-Cpp-Runtime",
        r"(vcruntime140|msvcp140|concrt140|vcomp140|vccorlib140)\w*\.dll",
        ("microsoft/visual-cpp-runtime.txt",),
        version=rb"F\0i\0l\0e\0V\0e\0r\0s\0i\0o\0n\0(?:\0\0)+((?:[\d.]\0)+)",
    ),
)


def natives_in(files: Mapping[str, Path], owners: Mapping[str, Part]) -> Iterator[Part]:
    """Yield what rides inside the libraries of a bundle.

    Args:
        files: the source of each library, by its place in the bundle.
        owners: the component that brings each, by the same place.
    """
    for native in NATIVES:
        places = sorted(place for place in files if _holds(native, place, owners[place].purl))
        version = _version(native.version, [files[place] for place in places])
        if places and version is not None:
            slug = re.sub(r"[^a-z0-9.+-]+", "-", native.name.lower()).strip("-")
            owner = owners[places[0]]
            about = purl("generic", slug, version) + f"?within={native.owner or 'python'}"
            told = version or f"as in {owner.name} {owner.version}"
            yield Part(native.name, told, native.licence, about, tuple(places), native.texts, owner.purl)


def _holds(native: Native, place: str, owner: str) -> bool:
    name = place.rpartition("/")[2]
    # Python's own is nobody's package; Microsoft's runtime lies in several.
    return bool(re.fullmatch(native.files, name, re.IGNORECASE)) and (not native.owner or f"/{native.owner}@" in owner)


def _version(version: bytes | re.Pattern[bytes] | Callable[[], str | None] | None, sources: list[Path]) -> str | None:
    """Return a version, empty where nobody says it; None where it turns out that the library is not there."""
    if version is None or not sources:
        return ""
    if callable(version):
        return version()
    found = next(filter(None, (re.search(version, source.read_bytes()) for source in sources)), None)
    if found:
        return found[1].replace(b"\0", b"").decode()
    return "" if isinstance(version, re.Pattern) else None
