#!/bin/sh
# Looks at the packages of a frozen folder:  packaging/linux/package_test.sh dist/kifua dist/kifua_VERSION_amd64.deb
# Debian's tools find no fault, and the same folder, copied, gives the same bytes. A tool that is absent is skipped.
set -eu

frozen=$(realpath "$1") package=$(realpath "$2")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

checked() {
    command -v "$1" >/dev/null || { echo "skipped: $1 is not installed" >&2; return 0; }
    "$@" > "$work/said" 2>&1 || { cat "$work/said"; echo "FAILED: $*"; exit 1; }
    echo "passed: $1"
}

dpkg-deb --extract "$package" "$work/root"
checked desktop-file-validate "$work/root/usr/share/applications/kifua.desktop"
checked appstreamcli validate --no-net "$work/root/usr/share/metainfo/io.github.kifua.Kifua.metainfo.xml"
checked lintian --no-cfg --allow-root --fail-on error,warning "$package"

# The order of files on the disk, their dates, who may read them and the time zone are other ones the second time.
mkdir "$work/first" "$work/second"
cp -r "$frozen" "$work/copy"
chmod -R o-rx "$work/copy"
COMPRESSION=0 "$here/build.sh" "$frozen" "$work/first" >/dev/null
(umask 077 && TZ=Pacific/Auckland COMPRESSION=0 "$here/build.sh" "$work/copy" "$work/second" >/dev/null)
for made in "$work"/first/*; do
    cmp "$made" "$work/second/${made##*/}" || { echo "FAILED: not the same bytes twice"; exit 1; }
done
echo "passed: the same bytes twice"
