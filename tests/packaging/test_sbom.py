"""The list of components: what it says of the packages that are installed here, and its form."""

import json
import re
import shutil
import sys
import warnings
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PACKAGES = (
    *("ai-edge-litert", "imagecodecs", "numpy", "pillow", "platformdirs", "PySide6-Essentials", "pydicom", "shiboken6"),
    *("pyrage", "tqdm"),
)


@cache
def entries():
    """Return place and source of each file of the packages that a bundle holds, and of some of Python's."""
    found = [("json", json.__file__), ("app", str(PROJECT / "app" / "__init__.py"))]
    assets = [*(PROJECT / "assets" / "fonts").iterdir(), *(PROJECT / "assets" / "icons").rglob("*.*")]
    found += [(file.relative_to(PROJECT).as_posix(), str(file)) for file in assets]
    for name in PACKAGES:
        package = distribution(name)
        for file in package.files:
            if ".dist-info" not in file.parts[0] and ".." not in file.parts:
                found.append((file.as_posix(), str(package.locate_file(file))))
    return tuple(found)


@cache
def described():
    """Return the components of those files, and who told them."""
    from origins import Origins
    from sbom import parts_of

    origins = Origins(PROJECT, PROJECT / "build" / "kifua")
    return parts_of(entries(), origins), origins


@pytest.fixture
def origins():
    return described()[1]


@pytest.fixture
def parts():
    return described()[0]


def test_every_component_has_a_version_a_licence_and_its_texts(parts, origins):
    from licences import own_texts
    from model_parts import model_parts

    texts = {**dict(own_texts(PROJECT)), **origins.texts}

    assert len(parts) > len(PACKAGES)
    for part in [*parts, *model_parts(PROJECT)]:
        assert part.version, part.name
        assert part.licence, part.name
        assert part.texts, part.name
        for place in part.texts:
            assert texts[place].stat().st_size > 100, place


def test_every_package_is_listed_and_nothing_that_is_not_bundled(parts):
    names = {part.name.lower().replace("_", "-") for part in parts}

    assert {name.lower() for name in PACKAGES} | {"python"} <= names
    assert not {"kifua", "pytest", "protobuf", "ml-dtypes"} & names


def test_fonts_and_icons_of_others_are_listed(parts):
    listed = {part.name: part.licence for part in parts}

    assert (listed["Noto Sans"], listed["Tabler Icons"]) == ("OFL-1.1", "MIT")


def test_what_rides_in_the_wheels_is_listed_with_who_brings_it(parts):
    brought = {part.name: part.within.partition("@")[0] for part in parts if part.within}

    assert brought.items() >= {
        ("Qt", "pkg:pypi/pyside6-essentials"),
        ("HarfBuzz", "pkg:pypi/pyside6-essentials"),
        ("XNNPACK", "pkg:pypi/ai-edge-litert"),
        ("OpenBLAS", "pkg:pypi/numpy"),
        ("libjpeg-turbo", "pkg:pypi/pillow"),
        ("FreeType", "pkg:pypi/pillow"),
        ("CharLS", "pkg:pypi/imagecodecs"),
    }


def test_versions_are_read_from_the_libraries(parts):
    from PIL import features
    from PySide6.QtCore import qVersion

    versions = {part.name: part.version for part in parts}

    assert versions["Qt"] == qVersion()
    assert versions["libjpeg-turbo"] == features.version("libjpeg_turbo")
    assert versions["OpenBLAS"].count(".") == 2
    assert re.fullmatch(r"20\d{6}", versions["Abseil"])
    assert versions["FreeType"] == features.version("freetype2")
    assert versions["libxcb"].count(".") == 2


def test_what_nobody_says_the_version_of_names_that_of_its_package(parts):
    eigen = next(part for part in parts if part.name == "Eigen")

    assert eigen.version == f"as in ai-edge-litert {distribution('ai-edge-litert').version}"
    assert "@" not in eigen.purl.partition("?")[0]


def test_the_model_is_listed_with_what_it_was_trained_on(bundle):
    from model_parts import model_parts
    from sbom import bill

    listed = {each["name"]: each for each in bill(model_parts(PROJECT), "1.2.3")["components"]}
    model, data = listed["Kifua model"], listed["Chest X-Ray Images (Kermany, Zhang, Goldbaum)"]
    shipped = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))

    assert (model["type"], data["type"]) == ("machine-learning-model", "data")
    assert model["version"] == shipped["model_id"]
    assert model["hashes"][0]["content"] == shipped["files"]["model.tflite"]
    assert data["licenses"] == [{"expression": "CC-BY-4.0"}]
    assert data["hashes"][0]["content"] == shipped["provenance"]["dataset_sha256"]


def test_a_package_of_rust_lists_the_crates_that_it_is_built_of(parts):
    pyrage = next(part for part in parts if part.name == "pyrage")

    assert {"age", "x25519-dalek"} <= {crate.name for crate in pyrage.holds}
    assert all(crate.version for crate in pyrage.holds)


def test_the_licences_of_modules_that_are_left_out_are_left_out(parts, origins):
    assert "numpy/licenses/LICENSE.txt" in origins.texts
    assert not [place for place in origins.texts if "numpy/random" in place or "numpy/fft" in place]


def test_the_list_is_valid(parts):
    from model_parts import model_parts
    from sbom import bill

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the validator's own imports
        from cyclonedx.schema import SchemaVersion
        from cyclonedx.validation.json import JsonStrictValidator
    made = bill([*parts, *model_parts(PROJECT)], "1.2.3")

    assert JsonStrictValidator(SchemaVersion.from_version(made["specVersion"])).validate_str(json.dumps(made)) is None
    assert len({component["bom-ref"] for component in made["components"]}) == len(made["components"])


def test_the_same_components_give_the_same_bytes(tmp_path):
    from origins import Origins
    from sbom import parts_of, write

    files = [tmp_path / name / "sbom.cdx.json" for name in ("first", "second", "other")]
    some = [entry for entry in entries() if entry[0].startswith(("PIL", "pillow"))]
    for file, version in zip(files, ("1.2.3", "1.2.3", "1.2.4"), strict=True):
        write(parts_of(some, Origins(PROJECT, tmp_path)), version, file)
        some.reverse()
    first, second, other = (file.read_bytes() for file in files)

    assert first == second
    assert json.loads(first)["serialNumber"] != json.loads(other)["serialNumber"]
    assert str(PROJECT).encode() not in first


def test_the_list_is_of_the_date_of_the_commit(monkeypatch):
    from sbom import bill

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert bill([], "1.2.3")["metadata"]["timestamp"] == "1970-01-02T00:00:00+00:00"


def test_a_file_of_nobody_is_listed_without_a_licence(origins, tmp_path):
    stray = tmp_path / "elsewhere" / "libstray.so"

    part = origins.part_of("libstray.so", str(stray))

    assert (part.name, part.licence, part.texts) == ("libstray.so", "", ())


@pytest.mark.skipif(not shutil.which("dpkg-query") or sys.platform != "linux", reason="the system is not Debian's")
def test_a_library_of_the_systems_is_known_by_its_package(origins):
    library = next(Path("/usr/lib").glob("*/libxkbcommon.so.0"))

    for source in (library, library.resolve(), Path(str(library).removeprefix("/usr"))):
        part = origins.part_of(library.name, str(source))
        assert (part.name, part.licence, part.texts) == ("libxkbcommon0", "MIT", ("system/libxkbcommon0.txt",))
        assert part.version
    assert origins.texts["system/libxkbcommon0.txt"].is_file()


def test_the_version_of_microsofts_runtime_is_read_as_windows_writes_it(tmp_path):
    from natives import natives_in
    from parts import Part

    library = tmp_path / "msvcp140.dll"
    said = "FileVersion\0\0" + "14.44.35112.1" + "\0\0ProductName"
    library.write_bytes(b"MZ" + said.encode("utf-16-le"))
    owner = Part("msvc_runtime", "14.44", "LicenseRef-X", "pkg:pypi/msvc-runtime@14.44")

    (part,) = natives_in({library.name: library}, {library.name: owner})

    assert (part.name, part.version, part.files) == ("Microsoft Visual C++ runtime", "14.44.35112.1", (library.name,))
