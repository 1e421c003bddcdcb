# Read by the tests that need a new Debian: `new_root RELEASE` makes one in $root by debootstrap, from apt's mirror, and it
# is removed when the test ends. RELEASE is this computer's where it is left out. It needs root; where there is none of
# it, the test is skipped.

skip() {
    echo "skipped: ${0##*/}; $1" >&2
    exit 0
}

new_root() {
    [ "$(id -u)" = 0 ] || skip "it needs root"
    command -v debootstrap >/dev/null || skip "install debootstrap first"
    host=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    release=${1:-$host}
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        sed -n "s/ $host main\$//p" | head -n 1)
    [ -n "$mirror" ] || skip "apt knows no mirror of this release"

    work=$(mktemp -d)
    root=$work/root
    trap remove_root EXIT
    trap 'exit 1' INT TERM

    debootstrap --variant=minbase "$release" "$root" "$mirror" > "$work/log" 2>&1 || {
        tail -n 3 "$work/log" >&2
        skip "no $release could be made from apt's mirror"
    }
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc" || skip "nothing may be mounted here"
    mount -t devpts -o ptmxmode=666 devpts "$root/dev/pts" || skip "nothing may be mounted here"
    cp /etc/resolv.conf "$root/etc/"
}

remove_root() {
    umount "$root/dev/pts" "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}

within() {
    env PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"
}

quietly() {
    "$@" > "$work/log" 2>&1 || { cat "$work/log"; echo "FAILED: $*"; exit 1; }
}
