#!/usr/bin/env bash
# Build the program in an old Debian root (glibc 2.31), then install its .deb in a second, clean one, run it there, and bring it an
# update by stick: the version after it, built for this trial alone.
# Needs root, debootstrap and the network. ROOTS (default: build/roots) keeps the build root for the next time.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/root.sh
out=$(mkdir -p "${1:-dist}" && cd "${1:-dist}" && pwd)
roots=$(mkdir -p "${ROOTS:-build/roots}" && cd "${ROOTS:-build/roots}" && pwd)
maker=$roots/make tree=$roots/make/mingbai
trap 'root_leave "$maker"' EXIT

root_make "$maker" ca-certificates
rm -rf "$tree"
mkdir "$tree"
git archive HEAD | tar -x -C "$tree"
root_enter "$maker" bash /mingbai/packaging/linux/python.sh
root_enter "$maker" bash -c 'cd /mingbai && bash packaging/system.sh && bash packaging/build.sh /opt/python/bin/python3.11 dist && bash packaging/linux/deb.sh dist'
mkdir "$tree/next.tree"
git archive HEAD | tar -x -C "$tree/next.tree"
root_enter "$maker" env WORK=/mingbai/build bash -c 'cd /mingbai/next.tree && bash packaging/linux/next_version.sh /opt/python/bin/python3.11 /mingbai/dist/next'
rm -rf "$out/mingbai" "$out/next"
cp -a "$tree/dist/." "$out/"

echo "Oldest glibc the program asks for: $(packaging/linux/newest_symbol.sh "$out/mingbai")"
bash packaging/linux/smoke.sh "$out"
bash packaging/linux/hand_over.sh "$out"
rm -rf "$out/next"
