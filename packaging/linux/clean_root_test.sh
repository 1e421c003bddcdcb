#!/bin/sh
# Installs the package into a new system without Python, tries it there, and removes it:
#     packaging/linux/clean_root_test.sh dist/kifua_VERSION_amd64.deb SCORES
# SCORES is what `kifua screen assets/samples --csv` wrote from source. It needs root, debootstrap and apt's mirror; the
# new system is this computer's release, from the same mirror. Where there is none of it, the test is skipped.
set -eu

package=$(realpath "$1") scores=$(realpath "$2")
project=$(realpath "$(dirname "$0")/../..")
version=$(dpkg-deb --field "$package" Version)

skip() {
    echo "skipped: the clean root; $1" >&2
    exit 0
}

[ "$(id -u)" = 0 ] || skip "it needs root"
command -v debootstrap >/dev/null || skip "install debootstrap first"
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    sed -n "s/ $release main\$//p" | head -n 1)
[ -n "$mirror" ] || skip "apt knows no mirror of this release"

work=$(mktemp -d)
root=$work/root
cleaned() {
    umount "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap cleaned EXIT
trap 'exit 1' INT TERM

debootstrap --variant=minbase "$release" "$root" "$mirror" > "$work/log" 2>&1 || {
    tail -n 3 "$work/log" >&2
    skip "no system could be made from apt's mirror"
}
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc" || skip "nothing may be mounted here"
cp /etc/resolv.conf "$root/etc/"
cp "$package" "$root/tmp/"

within() {
    env PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"
}
# What lies in the system but for what every installation writes: apt's and dpkg's lists, logs and caches.
contents() {
    (cd "$root" && find . -xdev \( -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log \
        -o -path ./proc -o -path ./tmp -o -path ./etc/ld.so.cache \) -prune -o -print | sort)
}
quietly() {
    "$@" > "$work/log" 2>&1 || { cat "$work/log"; echo "FAILED: $*"; exit 1; }
}

# What Kifua depends on comes first, so that what is left in the end can be told from it.
depends=$(dpkg-deb --field "$package" Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/,//g')
quietly within apt-get install -y -q --no-install-recommends $depends
contents > "$work/before"

quietly within apt-get install -y -q --no-install-recommends "/tmp/${package##*/}"
! within sh -c 'command -v python3' || { echo "FAILED: the clean root has Python"; exit 1; }
[ "$(within kifua --version)" = "kifua $version" ] || { echo "FAILED: /usr/bin/kifua does not start"; exit 1; }
python3 "$project/packaging/smoke_test.py" "$root/usr/lib/kifua" "$version" --scores "$scores" --root "$root"

quietly within apt-get purge -y -q kifua
contents > "$work/after"
diff "$work/before" "$work/after" || { echo "FAILED: this was left behind, or taken along"; exit 1; }
echo "passed: $package was installed into a clean $release, tried, and removed"
