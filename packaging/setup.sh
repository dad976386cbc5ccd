#!/usr/bin/env bash
# Make the virtual environment with the locked packages. Needs Python 3.11 or newer; asks for nothing else.
set -euo pipefail
venv=${1:-.venv}

find_python() {
  for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      echo "$name"
      return
    fi
  done
  echo "Python 3.11 or newer is needed." >&2
  exit 3
}

python=$(find_python)
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  # Debian keeps these two modules in a package of their own.
  bash packaging/system.sh python3-venv
fi
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
echo "Ready: $venv"
