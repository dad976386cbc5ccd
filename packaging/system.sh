#!/usr/bin/env bash
# Install the system libraries that Qt opens at run time, if any is missing.
#   system.sh            what the program needs
#   system.sh tests      and the programs that the tests start: PostgreSQL, Chromium, strace, Xvfb, poppler
#   system.sh PACKAGE…   those packages
set -euo pipefail

libraries() {
  local known
  known=$(ldconfig -p 2>/dev/null || true)
  while read -r library package; do
    grep -q "$library" <<<"$known" || echo "$package"
  done <<'LIST'
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-randr.so.0 libxcb-randr0
libxcb-xkb.so.1 libxcb-xkb1
libxcb-xfixes.so.0 libxcb-xfixes0
LIST
}

programs() {
  local package path
  while read -r path package; do
    # Debian keeps PostgreSQL's programs out of PATH, so the path may be a pattern.
    compgen -G "$path" >/dev/null || command -v "$(basename "$path")" >/dev/null || echo "$package"
  done <<'LIST'
/usr/lib/postgresql/*/bin/initdb postgresql
/usr/bin/chromium chromium
/usr/bin/chromedriver chromium-driver
/usr/bin/strace strace
/usr/bin/Xvfb xvfb
/usr/bin/pdftotext poppler-utils
LIST
}

case "${1:-}" in
  "") packages=$(libraries | tr '\n' ' ') ;;
  tests) packages=$({ libraries; programs; } | tr '\n' ' ') ;;
  *) packages=$* ;;
esac
[ -n "${packages// /}" ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "Please install with your package manager: $packages" >&2
  exit 3
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Please run as root: apt-get install $packages" >&2; exit 3; }
  as_root=sudo
fi
echo "Installing system packages: $packages"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null
