#!/bin/sh
# Installs the package into a new system without Python, tries it there, and removes it:
#     packaging/linux/clean_root_test.sh dist/kifua_VERSION_amd64.deb SCORES
# SCORES is what `kifua screen assets/samples --csv` wrote from source. It needs root, debootstrap and apt's mirror; the
# new system is this computer's release, from the same mirror. Where there is none of it, the test is skipped.
set -eu

package=$(realpath "$1") scores=$(realpath "$2")
project=$(realpath "$(dirname "$0")/../..")
version=$(dpkg-deb --field "$package" Version)

. "$project/packaging/linux/new_root.sh"
new_root
cp "$package" "$root/tmp/"

# What lies in the system but for what every installation writes: apt's and dpkg's lists, logs and caches.
contents() {
    (cd "$root" && find . -xdev \( -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log \
        -o -path ./proc -o -path ./tmp -o -path ./etc/ld.so.cache \) -prune -o -print | sort)
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
