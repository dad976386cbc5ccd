#!/usr/bin/env bash
# The main job on the sample township: in the window if there is a display, else from the command line into out/.
set -euo pipefail
folder=${OUT:-out}
# The demonstration wants an empty folder and touches nothing that is there; an earlier run, or what `make bench` left, stays.
out=$folder
again=1
while [ -n "$(ls -A "$out" 2>/dev/null)" ]; do
  again=$((again + 1))
  out=$folder/demo-$again
done
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec .venv/bin/mingbai demo --out "$out" --open
fi
QT_QPA_PLATFORM=offscreen .venv/bin/mingbai demo --out "$out"
echo
echo "No display here, so the sample township was worked through from the command line."
echo "Notices, bundle, receipt and screenshots are in $out/."
