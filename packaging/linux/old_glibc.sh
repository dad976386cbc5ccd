#!/usr/bin/env bash
# Build the program in an old Debian root (glibc 2.31), then install its .deb in a second, clean one and run it there.
# Needs root, debootstrap and the network. ROOTS (default: build/roots) keeps the build root for the next time.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/root.sh
out=$(mkdir -p "${1:-dist}" && cd "${1:-dist}" && pwd)
roots=$(mkdir -p "${ROOTS:-build/roots}" && cd "${ROOTS:-build/roots}" && pwd)
maker=$roots/make
trap 'root_leave "$maker"' EXIT

root_make "$maker" ca-certificates
mkdir -p "$maker/work"
rm -rf "$maker/work/"*
git archive HEAD | tar -x -C "$maker/work"
root_enter "$maker" bash /work/packaging/linux/python.sh
root_enter "$maker" bash -c 'cd /work && bash packaging/system.sh && bash packaging/build.sh /opt/python/bin/python3.11 dist && bash packaging/linux/deb.sh dist'
rm -rf "$out/mingbai"
cp -a "$maker/work/dist/." "$out/"

echo "Oldest glibc the program asks for: $(packaging/linux/newest_symbol.sh "$out/mingbai")"
bash packaging/linux/smoke.sh "$out"
