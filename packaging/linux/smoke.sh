#!/usr/bin/env bash
# Install OUT/mingbai_*.deb in a clean old root and use it as an ordinary user: the demo, then the window under Xvfb, with Chinese typed.
# The window's picture lies in OUT/smoke/ afterwards. Needs root and debootstrap.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/root.sh
out=$(cd "${1:-dist}" && pwd)
roots=$(mkdir -p "${ROOTS:-build/roots}" && cd "${ROOTS:-build/roots}" && pwd)
clean=$roots/clean
trap 'root_leave "$clean"' EXIT

root_leave "$clean"
rm -rf "$clean"
root_make "$clean" ca-certificates
cp "$out"/mingbai_*.deb "$clean/tmp/"
cp packaging/linux/smoke_inside.sh packaging/linux/input_method.sh "$clean/tmp/"
root_enter "$clean" bash /tmp/smoke_inside.sh
mkdir -p "$out/smoke"
cp "$clean"/home/clerk/*.png "$clean"/home/clerk/demo.json "$clean"/home/clerk/typed.txt "$out/smoke/"
echo "Smoke test passed in a clean $SUITE root, Chinese typed with ibus and fcitx5: pictures in $out/smoke"
