#!/usr/bin/env bash
# Makes a package of the built program: a .deb for Debian 12 and later, a .tar.gz to unpack anywhere, or a wheel for Python.
#   package.sh deb|tar|wheel FOLDER
# The libraries that the program needs, the C library aside, lie in it (lib/hearsay): it starts on any distribution whose C
# library is that of the machine it was built on, or later.
set -euo pipefail
kind=$1 folder=$2
cd "$(dirname "$0")/.."
program=.build/release/hearsay
version=$("$program" --version | cut -d' ' -f1)
architecture=$(dpkg --print-architecture 2>/dev/null || uname -m)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$folder"

prefix=$([ "$kind" = deb ] && echo /usr || echo "/hearsay-$version")
make -s -o build install DESTDIR="$stage" PREFIX="$prefix"
libraries=$stage$prefix/lib/hearsay
mkdir -p "$libraries"
ldd "$program" | awk '$2 == "=>" && $3 ~ /^\// {print $3}' |
  grep -vE '/(libc|libm|libpthread|libdl|librt|ld-linux[^/]*)\.so' | while read -r library; do
    cp -L "$library" "$libraries/"
  done
chmod 644 "$libraries"/*

if [ "$kind" = wheel ]; then
  # The program lies in the package `hearsay`, with its lists compiled and its libraries beside it.
  sources=$(mktemp -d)
  trap 'rm -rf "$stage" "$sources"' EXIT
  cp -r Python/pyproject.toml Python/setup.py Python/README.md Python/hearsay LICENSE "$sources/"
  find "$sources" -name __pycache__ -prune -exec rm -r {} +
  mkdir -p "$sources/hearsay/program/share/hearsay"
  cp -r "$stage$prefix/bin" "$stage$prefix/lib" "$sources/hearsay/program/"
  cp "$stage$prefix/share/hearsay/hearsay.resources" "$sources/hearsay/program/share/hearsay/"
  echo "$version" >"$sources/hearsay/VERSION"
  python3 -m pip wheel --quiet --no-deps --wheel-dir "$folder" "$sources"
  ls "$folder/hearsay-$version"-*.whl
  exit
fi

if [ "$kind" = tar ]; then
  name=hearsay-$version-linux-$(uname -m).tar.gz
  tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner -czf "$folder/$name" "hearsay-$version"
else
  name=hearsay_${version}_$architecture.deb
  libc=$(dpkg-query -W -f '${Version}' libc6 | sed 's/[-+].*//')
  mkdir "$stage/DEBIAN"
  cat >"$stage/DEBIAN/control" <<CONTROL
Package: hearsay
Version: $version
Architecture: $architecture
Maintainer: Hearsay
Depends: libc6 (>= $libc)
Recommends: less
Suggests: sqlite3
Section: text
Priority: optional
Installed-Size: $(du -sk "$stage/usr" | cut -f1)
Description: who said what, out of raw dumps of English news
 Reads pages, texts and archives of news and writes quotes with their sources,
 numbers, dates and names as JSON Lines. Rules and lists, no model, no network.
CONTROL
  dpkg-deb --root-owner-group -Zxz -z3 --build "$stage" "$folder/$name" >/dev/null
fi
echo "$folder/$name"
