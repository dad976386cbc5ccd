#!/bin/sh
# The program's own Qt speaks ibus; fcitx 5 answers the same protocol, its own plug-in is made for the distribution's Qt.
case "${QT_IM_MODULE:-}" in
  "" | fcitx | fcitx5) export QT_IM_MODULE=ibus ;;
esac
exec /opt/mingbai/mingbai "$@"
