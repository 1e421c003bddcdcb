#!/bin/sh
# Makes sure that Qt finds the system libraries it needs: installs them as root, else says which command does.
set -eu

packages="libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0
libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0"

starts() {
    "$PYTHON" -c 'from PySide6 import QtWidgets' 2>/dev/null || return 1
    [ "$(uname)" != Linux ] || {
        plugins=$("$PYTHON" -c 'import PySide6; print(PySide6.__path__[0])')/Qt/plugins/platforms
        ! ldd "$plugins"/libqxcb.so "$plugins"/libqoffscreen.so | grep -q 'not found'
    }
}

starts && exit 0
set -- $packages
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
    starts && exit 0
fi
echo "Qt lacks system libraries. Install them, then try again:" >&2
echo "  sudo apt-get install $*" >&2
exit 1
