"""NumPy with what stands in for OpenBLAS in the frozen program."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("gcc", "objdump"))), reason="needs Linux, gcc and binutils"
)
PRODUCTS = """
import sys
sys.path.insert(0, sys.argv[1])
import numpy as np
assert np.__file__.startswith(sys.argv[1])

draw = np.random.default_rng(0)
def made(*shape):
    values = draw.normal(size=shape) + 1j * draw.normal(size=shape)
    return (values if np.dtype(kind).kind == "c" else values.real).astype(kind)

def check(found, expected):
    assert np.allclose(found, expected, rtol=1e-5, atol=1e-5), (kind, found, expected)

for kind in ("f4", "f8", "c8", "c16"):
    a, b, x, y = made(30, 41), made(41, 27), made(41), made(41)
    for left in (a, np.asfortranarray(a), a[::-1], made(60, 41)[::2], made(41, 30).T, a.conj()):
        for right in (b, np.asfortranarray(b), b[:, ::-1], made(27, 41).T):
            check(left @ right, np.einsum("ij,jk->ik", left, right))
        for vector in (x, x[::-1], made(82)[::2]):
            check(left @ vector, np.einsum("ij,j->i", left, vector))
            check(vector @ left.T, np.einsum("j,ij->i", vector, left))
    check(a @ a.T, np.einsum("ij,kj->ik", a, a))
    check(a.T @ a, np.einsum("ji,jk->ik", a, a))
    check(np.dot(x, y), (x * y).sum())
    check(np.dot(x[::-1], y[::-1]), (x * y).sum())
    check(np.vdot(x, y), (x.conj() * y).sum())
    check(np.tensordot(a, b, 1), np.einsum("ij,jk->ik", a, b))
    out = made(30, 27)
    check(np.matmul(a, b, out=out), np.einsum("ij,jk->ik", a, b))
print("right")
np.linalg.inv(np.eye(3))
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """Return a folder with a NumPy of which OpenBLAS is replaced; the test is skipped where it came without."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "packaging" / "blas"))
    try:
        from stand_in import OPENBLAS, stand_in
    finally:
        sys.path.pop(0)

    folder, installed = tmp_path_factory.mktemp("packages"), Path(np.__file__).parents[1]
    library = next((file for file in installed.glob("numpy.libs/*") if OPENBLAS.match(file.name)), None)
    if library is None:
        pytest.skip("this NumPy brings no OpenBLAS")
    shutil.copytree(installed / "numpy", folder / "numpy", ignore=shutil.ignore_patterns("tests"))
    (folder / "numpy.libs").mkdir()
    shutil.copy(stand_in(library, folder / "built", "gcc"), folder / "numpy.libs")
    return folder


def test_products_are_right_and_linear_algebra_ends_with_a_sentence(packages):
    done = subprocess.run(
        [sys.executable, "-c", PRODUCTS, str(packages)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout == "right\n", done.stderr
    assert done.stderr.endswith("this program brings no linear algebra\n")
    assert done.returncode != 0


def test_it_is_the_same_bytes_each_time_and_a_thousandth_of_the_size(packages, tmp_path):
    from stand_in import OPENBLAS, stand_in

    (library,) = (file for file in (Path(np.__file__).parents[1] / "numpy.libs").iterdir() if OPENBLAS.match(file.name))
    built = next((packages / "built").glob("*.so"))
    assert stand_in(library, tmp_path, "gcc").read_bytes() == built.read_bytes()
    assert built.stat().st_size < library.stat().st_size / 100
