#!/usr/bin/env bash
# Compile mingbai.iss with Inno Setup under Wine and use the installer as an office would: install, install over it, remove.
# What it packs here is a stand-in for the program (Wine's notepad); the program itself is built on Windows by build.ps1.
# Needs root, debootstrap, npm and the network. ROOTS (default: build/roots) keeps the root for the next time.
set -euo pipefail
cd "$(dirname "$0")/../.."
SUITE=bookworm
. packaging/linux/root.sh
roots=$(mkdir -p "${ROOTS:-build/roots}" && cd "${ROOTS:-build/roots}" && pwd)
root=$roots/wine work=$roots/wine/trial
trap 'root_leave "$root"' EXIT

root_make "$root" ca-certificates
root_enter "$root" bash -c 'command -v wine >/dev/null || { export DEBIAN_FRONTEND=noninteractive; dpkg --add-architecture i386 &&
  apt-get update -qq && apt-get install -y -qq --no-install-recommends wine wine32 wine64 xvfb xauth >/dev/null; }'
rm -rf "$work"
mkdir -p "$work/dist/mingbai/_internal/templates" "$work/packaging"
(cd "$work" && npm pack --silent innosetup-compiler@6.3.1 >/dev/null && tar -xzf innosetup-compiler-*.tgz)
cp -a packaging/windows packaging/icons "$work/packaging/"
cp LICENSE "$work/"
# The package brings no Chinese words for the installer's own pages; build.ps1 asks for them.
# Wine 8 does not know the folder for the programs of one user by its name.
sed -i -e 's#compiler:Languages\\ChineseSimplified.isl#compiler:Default.isl#' -e 's#{autopf}#{localappdata}\\Programs#' \
  "$work/packaging/windows/mingbai.iss"
echo 名单 >"$work/dist/mingbai/_internal/templates/名单（6户）.txt"
cp packaging/windows/try_installer_inside.sh "$work/"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
root_enter "$root" xvfb-run -a bash /trial/try_installer_inside.sh "$version"
