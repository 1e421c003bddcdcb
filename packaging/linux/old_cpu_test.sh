#!/bin/sh
# Runs a frozen folder on processors that are played by qemu:  packaging/linux/old_cpu_test.sh dist/kifua
# One without AVX passes the self-test. Those below x86-64-v2 say one sentence, with or without a window, and no more.
set -eu

frozen=$(realpath "$1")
too_old=6
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ "$(uname -m)" = x86_64 ] || { echo "passed: nothing; only x86-64 has processors that are too old"; exit 0; }
if ! command -v qemu-x86_64 >/dev/null; then
    echo "skipped: old processors; install qemu-user first" >&2
    exit 0
fi

# A frozen program starts itself again to find its libraries, and would leave qemu: so it is told that it has done so.
# What tells OpenBLAS to compute as for this computer's processor would be wrong for another.
plays() {
    cpu=$1
    shift
    env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE HOME="$work" QT_QPA_PLATFORM=offscreen \
        _PYI_ARCHIVE_FILE="$frozen/kifua" _PYI_PARENT_PROCESS_LEVEL=-1 LD_LIBRARY_PATH="$frozen/_internal" \
        qemu-x86_64 -cpu "$cpu" "$frozen/kifua" "$@"
}

plays Nehalem self-test > "$work/said" 2>&1 || { cat "$work/said"; echo "FAILED: self-test on Nehalem"; exit 1; }
echo "passed: Nehalem: $(tail -n 1 "$work/said")"

for cpu in Conroe Penryn qemu64; do
    for arguments in self-test ""; do
        status=0
        plays "$cpu" $arguments > "$work/said" 2>&1 || status=$?
        if [ "$status" != "$too_old" ] || [ "$(wc -l < "$work/said")" != 1 ] ||
            ! grep -q '^kifua: processor_too_old: ' "$work/said"; then
            cat "$work/said"
            echo "FAILED: kifua $arguments on $cpu ended with $status"
            exit 1
        fi
    done
    echo "passed: $cpu: $(cat "$work/said")"
done
