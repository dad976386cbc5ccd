#!/usr/bin/env bash
# Build the program folder with the Python given (default: python3.11) into OUT (default: dist). Linux; the product
# needs a glibc no older than this machine's: packaging/linux/old_glibc.sh calls this inside an old root.
set -euo pipefail
python=${1:-python3.11}
out=$(mkdir -p "${2:-dist}" && cd "${2:-dist}" && pwd)
work=${WORK:-build}

"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --quiet --disable-pip-version-check install --require-hashes -r packaging/requirements.lock
"$work/venv/bin/python" -m PyInstaller --noconfirm --clean --log-level WARN \
  --distpath "$out" --workpath "$work/pyinstaller" packaging/mingbai.spec

folder=$out/mingbai
# Qt's libraries come with their symbols; nobody debugs them on a clerk's laptop.
find "$folder" -name '*.so*' -type f -exec strip --strip-unneeded {} + 2>/dev/null || true
(cd "$folder" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum) >"$out/mingbai.sha256"
echo "Program folder: $folder ($(du -sm "$folder" | cut -f1) MB, $(wc -l <"$out/mingbai.sha256") files)"
