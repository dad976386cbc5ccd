#!/usr/bin/env bash
# Helpers for a Debian root made by debootstrap: `root_make FOLDER PACKAGES`, `root_enter FOLDER COMMAND…`, `root_leave FOLDER`.
# Sourced, not run. Needs root. MIRROR: where packages come from, if not from where debootstrap gets them by itself.
set -euo pipefail
SUITE=${SUITE:-bullseye}

root_make() { # folder, packages separated by commas
  local folder=$1 packages=$2
  if [ ! -e "$folder/etc/debian_version" ]; then
    debootstrap --variant=minbase --include="$packages" "$SUITE" "$folder" ${MIRROR:+"$MIRROR"} >/dev/null
  fi
  # A network behind an office's own certificate authority stays usable inside.
  mkdir -p "$folder/etc/ssl/certs"
  [ -s /etc/ssl/certs/ca-certificates.crt ] && cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/"
  cp /etc/resolv.conf /etc/hosts "$folder/etc/"
}

root_mount() {
  local folder=$1
  mountpoint -q "$folder/proc" || mount -t proc proc "$folder/proc"
  mountpoint -q "$folder/dev" || mount --bind /dev "$folder/dev"
  mkdir -p "$folder/dev/shm"
}

root_leave() {
  local folder=$1 place
  for place in dev proc; do
    if mountpoint -q "$folder/$place"; then umount -l "$folder/$place"; fi
  done
}

root_enter() { # folder, command…
  local folder=$1
  shift
  root_mount "$folder"
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    PIP_CERT=/etc/ssl/certs/ca-certificates.crt SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    chroot "$folder" "$@"
}
