#!/bin/sh
# Runs a command, and fails where a check in it was skipped:  packaging/nothing_skipped.sh make lint
# A check that lacks its tool says so in a line that begins with "skipped:"; here that does not count as passed.
set -eu

said=$(mktemp)
trap 'rm -f "$said"' EXIT
{ "$@" 2>&1 || echo "FAILED: $1 ended with $?"; } | tee "$said"
! grep -qE '^(FAILED|skipped):' "$said" || { echo "FAILED: $*; something went wrong or was skipped"; exit 1; }
