#!/bin/sh
# Makes sure that the tools of the build are there; as root it installs them, else it says which command does:
#     packaging/linux/tools.sh            what `make package` needs; it fails where that is missing in the end
#     packaging/linux/tools.sh checks     what `make linux-test` looks with; each check is skipped without its tool
#     packaging/linux/tools.sh peers      others that speak DICOM, for tests that are skipped without them
set -eu

has() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null || return 1
    done
}

# PyInstaller needs Python's shared library, which Debian does not install with Python.
freezes() {
    has as gcc ld objdump strip dpkg-deb && "${PYTHON:-python3}" -c \
        'import ctypes, sysconfig; ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))' 2>/dev/null
}

install() {
    if [ "$(id -u)" = 0 ] && has apt-get; then
        apt="apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20"
        { $apt update && DEBIAN_FRONTEND=noninteractive $apt install -y --no-install-recommends "$@"; } >/dev/null || true
    fi
}

if [ "${1:-}" = checks ]; then
    set -- appstream dcmtk debootstrap desktop-file-utils lintian openssl qemu-user strace
    tools="appstreamcli debootstrap desktop-file-validate lintian openssl qemu-x86_64 storescu strace"
    has $tools || install "$@"
    has $tools ||
        echo "Some checks are skipped. For all of them: sudo apt-get install $*" >&2
    exit 0
fi

if [ "${1:-}" = peers ]; then
    set -- dcmtk dicom3tools libgdcm-tools orthanc
    has storescu dciodvfy gdcmconv && [ -x /usr/sbin/Orthanc ] || install "$@"
    has storescu dciodvfy gdcmconv && [ -x /usr/sbin/Orthanc ] ||
        echo "Some tests are skipped. For all of them: sudo apt-get install $*" >&2
    exit 0
fi

freezes && exit 0
set -- binutils gcc libc6-dev "libpython$("${PYTHON:-python3}" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
install "$@"
freezes && exit 0
echo "Kifua cannot be frozen here. Install what is missing, then try again:" >&2
echo "  sudo apt-get install $*" >&2
exit 1
