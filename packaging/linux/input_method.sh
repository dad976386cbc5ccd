#!/usr/bin/env bash
# Type Chinese into the real window through a real input method, under a virtual display, and read back what stands in the field.
#   input_method.sh ibus|fcitx5 PROGRAM [ARGUMENT…]
# PROGRAM opens on its first page, whose first field has the focus. Needs Xvfb, openbox, xdotool, xclip, dbus, imagemagick
# and ibus + ibus-libpinyin, or fcitx5 + fcitx5-chinese-addons. A picture is left in ${PICTURES:-.}.
set -euo pipefail
framework=$1
shift
if [ -z "${INSIDE:-}" ]; then
  home=$(mktemp -d)
  cleared() { # an input method may still be writing its settings when its display is gone; that changes no outcome
    local status=$?
    for _ in $(seq 20); do rm -rf "$home" 2>/dev/null && break; sleep 0.5; done
    exit "$status"
  }
  trap cleared EXIT
  export INSIDE=1 HOME=$home XDG_RUNTIME_DIR=$home LANG=C.UTF-8
  export PICTURES=$(cd "${PICTURES:-.}" && pwd)
  timeout 120 xvfb-run -a -s "-screen 0 1366x768x24" dbus-run-session -- bash "$0" "$framework" "$@"
  exit
fi

openbox &
case "$framework" in
  ibus)
    ibus-daemon --daemonize --xim --panel disable
    for _ in $(seq 40); do ibus engine libpinyin >/dev/null 2>&1 && break; sleep 0.5; done
    ;;
  fcitx5)
    mkdir -p "$HOME/.config/fcitx5"
    printf '[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n[Groups/0/Items/0]\nName=pinyin\n\n[GroupOrder]\n0=Default\n' >"$HOME/.config/fcitx5/profile"
    printf '[Behavior]\nActiveByDefault=True\n' >"$HOME/.config/fcitx5/config"
    fcitx5 -d --disable=wayland,notificationitem >/dev/null 2>&1
    sleep 3
    ;;
esac

QT_IM_MODULE=${QT_IM_MODULE-} "$@" >"$HOME/program.txt" 2>&1 &
program=$!
window=""
for _ in $(seq 80); do
  window=$(xdotool search --onlyvisible --class mingbai 2>/dev/null | head -1 || true)
  [ -z "$window" ] || break
  sleep 0.5
done
[ -n "$window" ] || { cat "$HOME/program.txt" >&2; exit 1; }
sleep 2
xdotool windowactivate --sync "$window"
sleep 1
xdotool type --delay 120 "nihao"
sleep 1
import -window root "$PICTURES/$framework-typing.png"
xdotool key space
sleep 1
xdotool key --delay 200 ctrl+a ctrl+c
sleep 1
got=$(timeout 5 xclip -selection clipboard -o || true)
import -window root "$PICTURES/$framework.png"
kill "$program" 2>/dev/null || true
echo "$framework: $got"
[ "$got" = "你好" ]
