#!/bin/sh
# Watches the sockets of a frozen folder:  packaging/linux/network_test.sh dist/kifua
# Screening, exporting and the window open none of a network; `kifua receive` does, takes an X-ray from dcmtk, with TLS
# too, and screens it. What is absent of strace, dcmtk and openssl is skipped.
set -eu

frozen=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
xray=$frozen/_internal/assets/dicom/jpeg_lossless_sv1.dcm
work=$(mktemp -d)
not_assessed=1  # the X-ray is too small
receiver=
trap '[ -z "$receiver" ] || kill "$receiver"; rm -rf "$work"' EXIT

fail() {
    cat "$work"/said* >&2
    echo "FAILED: $1"
    exit 1
}

for tool in strace storescu openssl; do
    command -v "$tool" >/dev/null || { echo "skipped: sockets; install strace, dcmtk and openssl first" >&2; exit 0; }
done

# The program itself is the child of this shell, so that it gets the signal to end.
watch="strace -D -f -qq -e trace=socket -e signal=none -o $work/sockets"

$watch "${PYTHON:-python3}" "$here/../smoke_test.py" "$frozen" --offline > "$work/said" 2>&1 || fail "the smoke test"
! grep -E 'AF_(INET|INET6|PACKET)' "$work/sockets" >&2 || fail "a socket was opened"
echo "passed: no socket of a network, but for the node"

receives() {
    : > "$work/said"
    $watch env HOME="$work/home$1" "$frozen/kifua" receive --from STORESCU@127.0.0.1 --port 0 --keep-free-gb 0 $2 \
        > "$work/rows" 2> "$work/said" &
    receiver=$!
    for _ in $(seq 300); do
        port=$(sed -n 's/^Waiting for X-rays as KIFUA at .*port \([0-9]*\), .*/\1/p' "$work/said")
        [ -z "$port" ] || break
        sleep 0.1
    done
    [ -n "$port" ] || fail "the node does not listen"
    storescu $3 -xs -aec KIFUA -aet STORESCU 127.0.0.1 "$port" "$xray" > "$work/said-peer" 2>&1 || fail "storescu$1"
    for _ in $(seq 300); do
        ! grep -q '\.dcm' "$work/rows" || break
        sleep 0.1
    done
    grep -q '\.dcm' "$work/rows" || fail "what was received was not screened"
    kill "$receiver"
    status=0
    wait "$receiver" || status=$?
    receiver=
    [ "$status" = "$not_assessed" ] || fail "the node ended with $status"
    grep -q 'AF_INET' "$work/sockets" || fail "the watch sees no socket"
    echo "passed: received from dcmtk, $4"
}

HOME=$work openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 \
    -keyout "$work/tls.key" -out "$work/tls.pem" 2> "$work/said" || fail "openssl"
receives -plain "" "" "not encrypted"
receives -tls "--tls-cert $work/tls.pem --tls-key $work/tls.key" "+tla +cf $work/tls.pem" "by TLS"
