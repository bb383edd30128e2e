#!/usr/bin/env bash
# Sees to the system packages that are named: installs what is missing as root or by sudo without a password, else says
# the one command to run and ends with status 1. Nothing is asked of the network where nothing is missing.
set -u
missing=()
for package in "$@"; do
  if command -v dpkg-query >/dev/null; then
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  fi
done
if ! command -v dpkg-query >/dev/null; then
  echo "this is no Debian system: see to it that there is what these packages of Debian hold: $*" >&2
  exit 0
fi
[ "${#missing[@]}" -gt 0 ] || exit 0

install=(apt-get install -y --no-install-recommends "${missing[@]}")
if [ "$(id -u)" = 0 ]; then
  as_root=(env DEBIAN_FRONTEND=noninteractive)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo env DEBIAN_FRONTEND=noninteractive)
else
  echo "system packages are missing; run this, then make again:" >&2
  echo "  sudo apt-get update && sudo ${install[*]}" >&2
  exit 1
fi
echo "installing ${missing[*]}" >&2
"${as_root[@]}" "${install[@]}" >/dev/null 2>&1 && exit 0
# The lists of packages may be old, or not there at all.
"${as_root[@]}" apt-get update >&2 && "${as_root[@]}" "${install[@]}" >&2
