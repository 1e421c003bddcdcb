#!/bin/sh
# Installs a wheel into a new environment in another folder, and tries it:  packaging/pip/wheel_test.sh dist/kifua-….whl
# Nothing of it may lie about in site-packages but `kifua`; both commands run, and the program tests itself.
set -eu

wheel=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    echo "FAILED: $1"
    exit 1
}

"${PYTHON:-python3}" -m venv installed
installed/bin/pip --disable-pip-version-check --quiet install "$wheel"
export HOME="$work"
for name in app trainer tests tools; do
    ! installed/bin/python -P -c "import $name" 2>/dev/null || fail "$name lies in site-packages"
done
installed/bin/kifua self-test
installed/bin/python -m kifua --version
installed/bin/kifua-trainer --help > /dev/null || fail "kifua-trainer"
echo "passed: ${wheel##*/}"
