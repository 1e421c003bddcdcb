#!/bin/sh
# Makes the portable archive and the Debian package of a frozen folder, and copies its list of components there:
#     packaging/linux/build.sh dist/kifua dist
# The same folder gives the same bytes: sorted, without owners, dated by the commit (or by SOURCE_DATE_EPOCH).
# COMPRESSION, of 0 to 9, is how hard to try to make them small; what is not for clinics is made ten times as fast with 0.
set -eu
LC_ALL=C
export LC_ALL

frozen=$(realpath "$1") out=$(realpath "$2")
project=$(realpath "$(dirname "$0")/../..")
here=$project/packaging/linux
version=$("$frozen/kifua" --version | cut -d ' ' -f 2)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct)}
DPKG_DEB_THREADS_MAX=1 # the packed bytes depend on whether there are several
COMPRESSION=${COMPRESSION:-6}
export SOURCE_DATE_EPOCH DPKG_DEB_THREADS_MAX
machine=$(dpkg --print-architecture)
[ "$machine" = arm64 ] && glibc=2.39 || glibc=2.35 # as Qt's libraries ask
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The portable archive: one folder, to be unpacked anywhere.
name=kifua-$version-linux-$machine
cp -a "$frozen" "$work/$name"
chmod -R u=rwX,go=rX "$work/$name"
tar --create --directory "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --format=gnu "$name" | gzip --no-name "-$((COMPRESSION > 0 ? COMPRESSION : 1))" > "$out/$name.tar.gz"

cp "$frozen/_internal/licences/sbom.cdx.json" "$out/$name.cdx.json"

# The Debian package: the same folder in /usr/lib, and what a desktop asks for.
root=$work/root
share=$root/usr/share
icons=$share/icons/hicolor
doc=$share/doc/kifua
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib" "$doc" "$share/man/man1" "$share/lintian/overrides" \
    "$share/applications" "$share/metainfo" "$icons/scalable/apps"
cp -a "$work/$name" "$root/usr/lib/kifua"
# Libraries are no programs, and tools of Debian's look at the difference.
find "$root/usr/lib/kifua/_internal" -type f -exec chmod 644 {} +
ln -s ../lib/kifua/kifua "$root/usr/bin/kifua"
cp "$here/kifua.desktop" "$share/applications/"
cp "$here/kifua.lintian" "$share/lintian/overrides/kifua"
"${PYTHON:-python3}" -B "$here/metainfo.py" > "$share/metainfo/io.github.kifua.Kifua.metainfo.xml"
cp "$project/assets/icons/kifua.svg" "$icons/scalable/apps/"
for icon in "$project"/assets/icons/kifua-*.png; do
    size=${icon##*-} size=${size%.png}
    mkdir -p "$icons/${size}x$size/apps"
    cp "$icon" "$icons/${size}x$size/apps/kifua.png"
done
sed "s/@VERSION@/$version/" "$here/kifua.1" | gzip --no-name --best > "$share/man/man1/kifua.1.gz"
cp "$here/copyright" "$doc/"
printf 'kifua (%s) stable; urgency=medium\n\n  * Release.\n\n -- %s  %s\n' "$version" "$(sed -n 's/^Maintainer: //p' \
    "$here/control")" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip --no-name --best > "$doc/changelog.gz"
sed "s/@VERSION@/$version/; s/@MACHINE@/$machine/; s/@GLIBC@/$glibc/; s/@SIZE@/$(du -k -s --apparent-size "$root" | cut -f 1)/" \
    "$here/control" > "$root/DEBIAN/control"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
find "$root" -type d -exec chmod 755 {} +
chmod 644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"
find "$share" -type f -exec chmod 644 {} +
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz "-z$COMPRESSION" --build "$root" "$out/kifua_${version}_$machine.deb" > "$work/log" || cat "$work/log" >&2

for made in "$out/$name.tar.gz" "$out/kifua_${version}_$machine.deb"; do
    printf '%s: %s MB\n' "$made" "$(stat -c %s "$made" | awk '{printf "%.1f", $1 / 1e6}')"
done
[ "$(stat -c %s "$made")" -le 60000000 ] || { echo "too large: 60 MB are allowed"; exit 1; }
