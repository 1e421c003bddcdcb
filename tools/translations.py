"""Writes the template for translators, `assets/translations/kifua.ts`, and brings every language beside it up to date.

Of the texts, English has those alone whose words a count decides, such as `%Ln file(s)`; its `kifua_en.qm` is made too.

python -m tools.translations
"""

from __future__ import annotations

import ast
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import PySide6

from app.core.errors import SENTENCES
from app.core.model.bundle import load_bundle
from app.paths import assets_folder, bundle_folder

PROJECT = Path(__file__).parent.parent
TEMPLATE = assets_folder() / "translations" / "kifua.ts"
ENGLISH = TEMPLATE.with_name("kifua_en.ts")
Text = tuple[str, str, bool]
"""The context of a text, the text, and whether a count decides its words."""


def tool(name: str) -> str:
    """Return the path of one of Qt's own tools, which come with PySide6."""
    (found,) = [path for path in Path(PySide6.__file__).parent.iterdir() if path.name in (name, f"{name}.exe")]
    return str(found)


def hidden_texts() -> Iterator[Text]:
    """Yield the texts that Qt's `lupdate` does not see, as they are handed on: by `_tr`, by the core, by the bundle."""
    for path in sorted((PROJECT / "app" / "gui").rglob("*.py")):
        yield from _of_module(ast.parse(path.read_text(encoding="utf-8")))
    for sentence in SENTENCES.values():
        yield "reasons", sentence, False
    bundle = load_bundle(bundle_folder())
    points = [figure for point in bundle.operating_points for figure in (point.sensitivity, point.specificity)]
    populations = dict.fromkeys(figure.population for figure in (*bundle.figures, *points))
    for text in (bundle.intended_use, *bundle.limits, *populations):
        yield "bundle", text, False


def update(files: Sequence[Path], *options: str) -> None:
    """Bring `.ts` files up to date with the sources, with options of `lupdate`; those that do not exist are made."""
    with tempfile.TemporaryDirectory() as folder:
        seen = Path(folder) / "hidden.py"
        seen.write_text("".join(map(_call, hidden_texts())), encoding="utf-8")
        sources = [*sorted((PROJECT / "app" / "gui").rglob("*.py")), seen]
        command = [tool("lupdate"), "-silent", "-locations", "none", *options, *map(str, sources), "-ts"]
        subprocess.run([*command, *map(str, files)], check=True, cwd=PROJECT)


def update_english(file: Path) -> None:
    """Bring the English `.ts` file up to date: what it has already keeps its words."""
    update([file], "-pluralonly", "-no-obsolete", "-target-language", "en")


def release(source: Path, made: Path) -> None:
    """Make the file that the window loads from a `.ts` file."""
    subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(made)], check=True)


def texts(file: Path) -> set[Text]:
    """Return every text of a `.ts` file."""
    contexts = ElementTree.parse(file).getroot().iter("context")
    return {
        (context.findtext("name", ""), message.findtext("source", ""), message.get("numerus") == "yes")
        for context in contexts
        for message in context.iter("message")
    }


def _call(text: Text) -> str:
    context, words, is_counted = text
    count = ", '', 1" if is_counted else ""
    return f"QCoreApplication.translate({context!r}, {words!r}{count})\n"


def _of_module(module: ast.Module) -> Iterator[Text]:
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "_tr":
            yield _context(module), ast.literal_eval(call.args[0]), len(call.args) > 1


def _context(module: ast.Module) -> str:
    (function,) = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == "_tr"]
    (answer,) = [node.value for node in function.body if isinstance(node, ast.Return)]
    assert isinstance(answer, ast.Call)
    return ast.literal_eval(answer.args[0])


if __name__ == "__main__":
    TEMPLATE.unlink(missing_ok=True)  # else it would keep what nobody says any more
    update([TEMPLATE, *(file for file in TEMPLATE.parent.glob("kifua_*.ts") if file != ENGLISH)])
    update_english(ENGLISH)
    release(ENGLISH, ENGLISH.with_suffix(".qm"))
    print(f"{len(texts(TEMPLATE))} texts in {TEMPLATE}")
