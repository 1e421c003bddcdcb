"""Builds what stands in for OpenBLAS in the frozen program: a library of the same name, some 30 kB instead of 25 MB.

NumPy's wheels are linked with OpenBLAS, and do not load without it. Kifua multiplies by `numpy.einsum`, which needs
none (tests/architecture/test_imports.py sees to it). So the stand-in has the products of `products.c`, under the names
that the wheel asks for, and in the place of linear algebra, which nobody asks for, an end with a sentence.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_HERE = Path(__file__).parent
_PRODUCT = re.compile(r"(?P<prefix>\w*cblas_)[sdcz](axpy|dotu_sub|dotc_sub|dot|gemv|gemm|syrk)(?P<suffix>\w*)")
_NAME = re.compile(r"cblas_|_64_$")
_OPTIONS = ("-shared", "-O2", "-s", "-Wall", "-Werror", "-fvisibility=hidden")
_FOR_WINDOWS = ("-static-libgcc", "-Wl,--no-insert-timestamp")  # the same bytes each time
_END = r"""
#include <stdio.h>
#include <stdlib.h>
static void end(const char *name) {
    fprintf(stderr, "kifua: %s: this program brings no linear algebra\n", name);
    abort();
}
"""

OPENBLAS = re.compile(r"lib(scipy_)?openblas")
"""Matches the beginning of the name of NumPy's OpenBLAS."""


class StandInError(Exception):
    """Why it cannot be built, as a sentence."""


def stand_in(library: Path, folder: Path, compiler: str) -> Path:
    """Build what stands in for NumPy's OpenBLAS, and return its path.

    Args:
        library: OpenBLAS, where NumPy's wheel was installed.
        folder: that it is built in, under the same name.
        compiler: name of GCC; on Linux, one for Windows makes a DLL. Its objdump has to be there too.

    Raises:
        StandInError: NumPy asks for a product that `products.c` does not have.
    """
    target, objdump = folder / library.name, f"{compiler.removesuffix('gcc')}objdump"
    users = [file for suffix in ("so", "pyd") for file in (library.parents[1] / "numpy").rglob(f"*.{suffix}")]
    names = sorted(set[str]().union(*(_asked_for(user, target.name, objdump) for user in users)))
    products = [match for match in map(_PRODUCT.fullmatch, names) if match]
    others = [name for name in names if not _PRODUCT.fullmatch(name)]
    unknown = [name for name in others if "cblas" in name]
    forms = {(match["prefix"], match["suffix"]) for match in products}
    if unknown or len(forms) != 1:
        raise StandInError(f"no stand-in for {target.name}: {', '.join(unknown or names)}")
    (prefix, suffix) = forms.pop()
    target.parent.mkdir(parents=True, exist_ok=True)
    source = target.with_suffix(".c")
    ends = "".join(f'EXPORTED void {name}(void) {{ end("{name}"); }}\n' for name in others)
    source.write_text(f'#include "{_HERE.as_posix()}/products.c"\n{_END}{ends}', encoding="utf-8")
    names_it_so = [f"-DPREFIX={prefix}", f"-DSUFFIX={suffix}"]
    for_system = _FOR_WINDOWS if target.suffix == ".dll" else ("-fPIC", f"-Wl,-soname,{target.name}")
    subprocess.run([compiler, *_OPTIONS, *names_it_so, *for_system, "-o", str(target), str(source)], check=True)
    return target


def _asked_for(user: Path, library: str, objdump: str) -> frozenset[str]:
    """Return the names that a library of NumPy's asks of OpenBLAS."""
    option, mark = ("-p", "") if library.endswith(".dll") else ("-T", "*UND*")
    listed = subprocess.run([objdump, option, str(user)], capture_output=True, text=True, check=True).stdout
    names = (line.split()[-1] for line in listed.splitlines() if line.strip() and mark in line)
    return frozenset(name for name in names if _NAME.search(name))
