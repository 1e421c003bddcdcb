#!/bin/sh
# Runs `make test` of the last commit in a new Debian with nothing in it but what the README asks for:
#     packaging/linux/debian_test.sh trixie
# It needs root, debootstrap, apt's mirror, and what pip needs; where there is no such system, the test is skipped. What is
# set for pip here counts there as well: its variables, its files, and the certificates that this computer trusts.
set -eu

project=$(realpath "$(dirname "$0")/../..")
. "$project/packaging/linux/new_root.sh"
new_root "$1"

quietly within apt-get install -y -q --no-install-recommends python3 python3-venv git make
for file in /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
    [ ! -e "$file" ] || install -D -m 644 "$file" "$root$file"
done
for file in .config/pip/pip.conf .pip/pip.conf; do
    [ ! -e "$HOME/$file" ] || install -D -m 644 "$HOME/$file" "$root/root/$file"
done
git clone --quiet "$project" "$root/root/kifua"

within make -C /root/kifua test || { echo "FAILED: make test in a new $release"; exit 1; }
echo "passed: every test in a new $release with $(within python3 --version)"
