#!/bin/sh
# Checks the workflows by actionlint: the one that is installed, else one that Go makes; without either it is skipped.
set -eu

cd "$(dirname "$0")/.."
made=build/actionlint
if ! command -v actionlint >/dev/null; then
    PATH=$PATH:$PWD/$made
    command -v actionlint >/dev/null ||
        GOBIN=$PWD/$made go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 2>/dev/null ||
        { echo "skipped: actionlint; install it, or Go" >&2; exit 0; }
fi
actionlint
