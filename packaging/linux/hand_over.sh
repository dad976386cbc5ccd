#!/usr/bin/env bash
# An update by stick between two real programs: the installed one of OUT/mingbai_*.deb and the folder OUT/next that next_version.sh built.
# Runs in the clean root that smoke.sh left. What was said lies in OUT/smoke/hand_over.txt, the window after a fall-back beside it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/root.sh
out=$(cd "${1:-dist}" && pwd)
roots=$(cd "${ROOTS:-build/roots}" && pwd)
clean=$roots/clean
trap 'root_leave "$clean"' EXIT

work=$clean/home/clerk/update
rm -rf "$work"
mkdir -p "$work"
cp -a "$out/next" "$work/next"
cp packaging/linux/hand_over_inside.sh "$clean/tmp/"
root_enter "$clean" chown -R clerk:clerk /home/clerk/update
mkdir -p "$out/smoke"
root_enter "$clean" su clerk -s /bin/bash -c 'cd && HOME=/home/clerk LANG=C.UTF-8 bash /tmp/hand_over_inside.sh' | tee "$out/smoke/hand_over.txt"
cp "$work"/*.png "$out/smoke/"
rm -rf "$work"
echo "Hand-over tried between two frozen programs: $out/smoke/hand_over.txt"
