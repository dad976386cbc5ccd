#!/usr/bin/env bash
# The main job on the sample township: in the window if there is a display, else from the command line into out/.
set -euo pipefail
out=${OUT:-out}
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec .venv/bin/mingbai demo --out "$out" --open
fi
QT_QPA_PLATFORM=offscreen .venv/bin/mingbai demo --out "$out"
echo
echo "No display here, so the sample township was worked through from the command line."
echo "Notices, bundle, receipt and screenshots are in $out/."
