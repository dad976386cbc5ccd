#!/usr/bin/env bash
# The part of the smoke test that runs inside the clean root.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends /tmp/mingbai_*.deb xvfb xauth x11-utils imagemagick xdotool xclip openbox dbus \
  dbus-x11 ibus ibus-libpinyin fcitx5 fcitx5-chinese-addons >/dev/null
# Every installed system has this number; a bare root has none, and D-Bus ends a program that asks for it.
[ -s /etc/machine-id ] || tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
id clerk >/dev/null 2>&1 || useradd -m clerk

as_clerk() { su clerk -s /bin/bash -c "cd && export HOME=/home/clerk LANG=C.UTF-8 && $1"; }
find /opt/mingbai ! -user root -print -quit | grep -q . && { echo "Program files do not belong to root." >&2; exit 1; }

as_clerk 'mingbai --version'
as_clerk 'QT_QPA_PLATFORM=offscreen mingbai --json demo --out demo >demo.json'
as_clerk 'grep -q "\"ok\": *true" demo.json && ! grep -q "\"ok\": *false" demo.json'
as_clerk 'ls demo/homes/township >/dev/null'

# The window on the township's home: a login page; its title and a picture are kept.
as_clerk 'xvfb-run -a -s "-screen 0 1366x768x24" bash -c "
  mingbai --home demo/homes/township &
  for _ in \$(seq 60); do xdotool search --onlyvisible --class mingbai >/dev/null 2>&1 && break; sleep 0.5; done
  sleep 2
  xdotool search --onlyvisible --class mingbai getwindowname >typed.txt
  import -window root window.png
  kill %1"' || true
as_clerk 'test -s window.png && test -s typed.txt'

# Chinese typed through each of the two input methods into the first page of a new home.
for framework in ibus fcitx5; do
  as_clerk "bash /tmp/input_method.sh $framework mingbai --home new-$framework" | tee -a /home/clerk/typed.txt
done
