#!/usr/bin/env bash
# The part of hand_over.sh that an ordinary user runs: makes updates as a publisher would, takes them in as an office would, and
# starts the program again after each. ~/update/next holds the newer program; the demo of the smoke test lies in ~/demo.
set -euo pipefail
cd ~/update
export MINGBAI_PASSPHRASE=mingbai-demo QT_QPA_PLATFORM=offscreen
home=~/update/home
program=~/.local/share/mingbai-program
rm -rf "$program" "$home"
cp -a ~/demo/homes/township "$home"
old=$(mingbai --version) next="明白 $(cat next/version.txt)"

office() { mingbai --home "$home" --as 系统管理员 "$@"; }
fault() { echo "NOT AS IT SHOULD BE: $*" >&2; exit 1; }
runs() { # wanted version, what came before
  local said
  said=$(mingbai --version 2>&1) || true
  echo "$2: $said"
  [ "$said" = "$1" ] || fault "wanted $1"
}
refuses() { # a word of the sentence, what, command…
  local word=$1 what=$2 said status=0
  shift 2
  said=$("$@" 2>&1) || status=$?
  echo "$what: $said"
  [ "$status" = 1 ] && grep -q "$word" <<<"$said" || fault "wanted a refusal with $word, got status $status"
}
opens() { office due >/dev/null || fault "the data does not open"; }
whole() { office doctor >doctor.txt 2>&1 || { cat doctor.txt; fault "the data is not well"; }; }
update() { # folder, version, keys
  mingbai update make "$1" --keys "$3" --program "$2" --title "试更新 $2" --out "$3/$2.mingbai-update" >/dev/null
  echo "$3/$2.mingbai-update"
}
accepted() { # file
  local fingerprint
  fingerprint=$(office --json update show "$1" | sed -n 's/.*"fingerprint": "\(.*\)".*/\1/p')
  office update accept "$1" --fingerprint "$fingerprint"
}
window() { # picture; the program's own window on this home, logged in as the first account
  rm -f typed.txt
  QT_QPA_PLATFORM=xcb timeout 60 xvfb-run -a -s "-screen 0 1366x768x24" bash -c "
    mingbai --home $home >window.txt 2>&1 &
    for _ in \$(seq 60); do xdotool search --onlyvisible --class mingbai >/dev/null 2>&1 && break; kill -0 \$! 2>/dev/null || exit 0; sleep 0.5; done
    sleep 3
    xdotool search --onlyvisible --class mingbai getwindowname >typed.txt 2>/dev/null
    xdotool type --delay 60 $MINGBAI_PASSPHRASE; xdotool key Return; sleep 6
    import -window root $1.png
    xdotool key --clearmodifiers alt+F4; kill \$! 2>/dev/null; wait" || true
}

mingbai pack init-keys --out keys --code 632200 --unit 明白编制组 >/dev/null
mingbai pack init-keys --out stranger --code 630000 --unit 别的单位 >/dev/null
number=$(cat next/version.txt)
later=${number%.*}.$((${number##*.} + 1))
latest=${number%.*}.$((${number##*.} + 2))
echo "Installed: $old; on the stick: $next ($(du -sm next/mingbai | cut -f1) MB)"

first=$(update next/mingbai "$number" "$PWD/keys")
refuses 指纹 "without the fingerprint" office update accept "$first"
runs "$old" "after the refusal"

# Killed while 230 MB are laid down: nothing points to the half, the old one goes on, and the same file is taken in afterwards.
fingerprint=$(office --json update show "$first" | sed -n 's/.*"fingerprint": "\(.*\)".*/\1/p')
for seconds in 1.5 2.5 4; do
  timeout -s KILL "$seconds" mingbai --home "$home" --as 系统管理员 update accept "$first" --fingerprint "$fingerprint" >/dev/null 2>&1 || true
  if [ -e "$program/current.json" ]; then break; fi
  runs "$old" "after a kill at $seconds s"
done
[ -e "$program/current.json" ] || accepted "$first"
runs "$next" "after the update"
opens
whole
grep -q '"proven": true' "$program/current.json" || fault "it came up and does not count as proven"

refuses 不往回装 "the same once more" office update accept "$first"
refuses 不往回装 "an older one" office update accept "$(update next/mingbai "${number%.*}.0" "$PWD/keys")"
refuses 只认 "a stranger's, newer" office update accept "$(update next/mingbai "$latest" "$PWD/stranger")"
spoiled=$PWD/keys/spoiled.mingbai-update
cp "$(update next/mingbai "$later" "$PWD/keys")" "$spoiled"
printf 'x' | dd of="$spoiled" bs=1 seek=$(($(stat -c %s "$spoiled") / 2)) conv=notrunc status=none
refuses 改动过 "one byte changed" office update accept "$spoiled"
runs "$next" "after the refusals"

# A program that dies before its first line: two starts are lost, the third is the former one again.
cp -a next/mingbai broken
: >broken/_internal/base_library.zip
accepted "$(update broken "$later" "$PWD/keys")"
for start in first second; do
  mingbai --version >/dev/null 2>broken.txt && fault "the broken one runs"
  echo "broken, $start start: $(tail -1 broken.txt)"
done
runs "$next" "third start"
window came-back
[ -s typed.txt ] || fault "no window after the fall-back"
whole
rm -rf broken

# A program whose commands work and whose window does not open, on a laptop that never had an update: the window decides for the
# window. The commands have brought the data into the newer form by then, so the way back goes through the backup before it.
export MINGBAI_PROGRAM=$PWD/other
rm -rf "$home"
cp -a ~/demo/homes/township "$home"
cp -a next/mingbai blind
rm -rf blind/_internal/PySide6/Qt/plugins/platforms
accepted "$(update blind "$number" "$PWD/keys")"
opens
runs "$next" "its commands"
window blind-1
[ -s typed.txt ] && fault "a window without its platform" || true
window blind-2
window blind-3
[ -s typed.txt ] || fault "no window after two starts without one"
runs "$old" "its commands after that"
refuses 更新的程序存的 "the data in the newer form" office due
backup=$(ls "$home"/backups/*-before-update*.db | tail -1)
office restore "$backup"
opens
whole
echo "Data of the newer form brought back from $(basename "$backup")"
echo "All as it should be."
