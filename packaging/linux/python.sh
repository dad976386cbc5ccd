#!/usr/bin/env bash
# Inside an old Debian root: build CPython 3.11 against its glibc, so that the program starts on old desktops too.
# Takes the source package of a newer Debian; about three minutes on two cores.
set -euo pipefail
version=3.11.2
sha256=2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849
prefix=/opt/python
[ -x "$prefix/bin/python3.11" ] && exit 0

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends gcc g++ make libc6-dev zlib1g-dev libssl-dev libffi-dev libsqlite3-dev \
  libbz2-dev liblzma-dev xz-utils curl ca-certificates binutils file fakeroot >/dev/null

mirror=$(awk '$1 == "deb" { print $2; exit }' /etc/apt/sources.list)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl -fsSL -o "$work/python.tar.gz" "$mirror/pool/main/p/python3.11/python3.11_$version.orig.tar.gz"
echo "$sha256  $work/python.tar.gz" | sha256sum --check --quiet
tar -xzf "$work/python.tar.gz" -C "$work"
cd "$work"/Python-*
./configure --quiet --prefix="$prefix" --enable-shared --without-ensurepip --disable-test-modules \
  LDFLAGS="-Wl,-rpath,$prefix/lib" >/dev/null
make -s -j"$(nproc)" >/dev/null 2>&1
make -s install >/dev/null 2>&1
"$prefix/bin/python3.11" -c 'import ctypes, ssl, sqlite3, lzma, bz2, zlib'
