#!/usr/bin/env bash
# The part of try_installer.sh that runs inside the root.
set -euo pipefail
version=$1
cd /trial
trap 'wineserver -k' EXIT
export HOME=/root WINEDEBUG=-all WINEPREFIX=/root/windows WINEARCH=win64
fault() { echo "NOT AS IT SHOULD BE: $*" >&2; exit 1; }
setup() {
  timeout 300 wine "dist/mingbai-$1-setup.exe" /VERYSILENT /SUPPRESSMSGBOXES /CURRENTUSER '/LOG=C:\setup.txt' ||
    { tail -5 "$WINEPREFIX/drive_c/setup.txt"; fault "the installer gave up"; }
  rm "$WINEPREFIX/drive_c/setup.txt"
}
compile() { wine package/bin/ISCC.exe /Qp "/DVersion=$1" 'packaging\windows\mingbai.iss' >iscc.txt || { cat iscc.txt; fault "the script does not compile"; }; }
kinds() { wine reg query "HKCU\\Software\\Classes\\$1" /ve 2>/dev/null | tr -d '\r' | grep REG_SZ || true; }

rm -rf "$WINEPREFIX"
wineboot -i >/dev/null 2>&1 || true
wine winecfg -v win10 || true
wineserver -w || true
local=$(find "$WINEPREFIX/drive_c/users" -maxdepth 3 -type d -path '*/AppData/Local' | grep -v Public | head -1)
program=$local/Programs/Mingbai
cp "$WINEPREFIX/drive_c/windows/notepad.exe" dist/mingbai/mingbai.exe
mkdir -p "$local/mingbai" "$local/mingbai-program"
echo kept >"$local/mingbai/home.json"
echo kept >"$local/mingbai-program/current.json"
everything() { (cd "$WINEPREFIX/drive_c" && find . -type f ! -path './windows/*' ! -path '*/Temp/*' | LC_ALL=C sort); }
everything >before.txt

compile "$version"
setup "$version"
[ -s "$program/_internal/templates/名单（6户）.txt" ] || fault "files are missing"
cmp dist/mingbai/mingbai.exe "$program/mingbai.exe"
grep -q Mingbai.Bundle <<<"$(kinds .mingbai)" || fault "bundles are not known by their ending"
grep -q Mingbai.Receipt <<<"$(kinds .mingbai-receipt)" || fault "receipts are not known by their ending"
everything | comm -13 before.txt - | grep -v "/Programs/Mingbai/\|/Start Menu/" && fault "written outside the program's folder" || true
echo "Installed for one user, in $(basename "$program"), without administrator rights."

# The next version: a file that it no longer has goes, the data stays.
mv "dist/mingbai/_internal/templates/名单（6户）.txt" dist/mingbai/_internal/new.txt
compile "${version%.*}.99"
setup "${version%.*}.99"
[ -e "$program/_internal/new.txt" ] || fault "the next version is not there"
[ ! -e "$program/_internal/templates/名单（6户）.txt" ] || fault "the former version's files stayed"
echo "The next version replaced it whole."

wine "$program/unins000.exe" /VERYSILENT /SUPPRESSMSGBOXES
for _ in $(seq 40); do [ -e "$program" ] || break; sleep 0.5; done
everything | comm -13 before.txt - | grep . && fault "left behind" || true
[ -z "$(kinds .mingbai)$(kinds .mingbai-receipt)$(kinds Mingbai.Bundle)" ] || { kinds .mingbai; fault "registry entries stayed"; }
everything | comm -23 before.txt - | grep . && fault "took away what is not its own" || true
[ "$(cat "$local/mingbai/home.json" "$local/mingbai-program/current.json")" = $'kept\nkept' ] || fault "the data did not stay"
echo "Removed without a trace; the data stays."
