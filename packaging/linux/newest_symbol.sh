#!/usr/bin/env bash
# The newest GLIBC symbol that any library of the folder asks for.
set -euo pipefail
find "$1" -type f \( -name '*.so*' -o -perm -u+x \) -print0 | xargs -0 objdump -T 2>/dev/null |
  grep -o 'GLIBC_2\.[0-9.]*' | sort -uV | tail -1
