#!/usr/bin/env bash
# Installs the packages of `make deb` and `make tarball` where nothing else is: the first in a new Debian 12, the other in
# a new Debian 13, and does what Containerfile says, without an engine. Needs root, debootstrap and a network; else it says that it is
# skipped.
#   check-packages.sh FOLDER
set -euo pipefail
packages=$(realpath "$1")
cd "$(dirname "$0")/.."
skip() {
  echo "skipped: $1"
  exit 0
}
[ "$(id -u)" = 0 ] || skip "a system of its own can be made by root only"
Scripts/packages.sh debootstrap || skip "there is no debootstrap"
roots=$(realpath .build)/roots
mkdir -p "$roots"

# A new Debian of a release, made once.
root() {
  [ -e "$roots/$1.tar" ] || {
    rm -rf "${roots:?}/$1"
    debootstrap --variant=minbase "$1" "$roots/$1" >"$roots/$1.log" 2>&1 || skip "debootstrap $1: $(tail -n 1 "$roots/$1.log")"
    tar -C "$roots/$1" -cf "$roots/$1.tar" .
  }
  rm -rf "${roots:?}/$1"
  mkdir "$roots/$1"
  tar -C "$roots/$1" -xf "$roots/$1.tar"
}

# Runs a command there, with the file system of processes that every system has: a program finds its own folder by it.
inside() {
  unshare --mount sh -c 'mount -t proc proc "$1/proc" && exec chroot "$@"' sh "$roots/$1" "${@:2}"
}

# Extracts a page there, tells which libraries are not found, and how many quotes there are.
try() {
  local where=$roots/$1 program=$2
  mkdir -p "$where/data"
  cp Tests/Samples/html/*.html "$where/data/"
  inside "$1" sh -c "ldd \$(readlink -f $program)" | grep 'not found' && return 1
  inside "$1" "$program" extract /data -q | grep -c '^{"type":"quote"'
}

echo "== the package for Debian, in a new bookworm"
root bookworm
cp "$packages"/hearsay_*.deb "$roots/bookworm/"
inside bookworm sh -c 'dpkg --install /hearsay_*.deb' >/dev/null
try bookworm /usr/bin/hearsay
inside bookworm dpkg --remove hearsay >/dev/null
[ ! -e "$roots/bookworm/usr/bin/hearsay" ]

echo "== the archive, in a new trixie"
root trixie
tar -C "$roots/trixie" -xzf "$(ls "$packages"/hearsay-*-linux-*.tar.gz)"
try trixie "$(cd "$roots/trixie" && ls -d /hearsay-*/bin/hearsay 2>/dev/null || ls -d hearsay-*/bin/hearsay | sed 's|^|/|')"

echo "== what Containerfile says"
# The first stage is this machine: its last step has been done by make. The second stage is a new Debian.
grep -q '^RUN .*make deb PACKAGES=/packages$' Containerfile
root bookworm
mkdir "$roots/bookworm/packages"
cp "$packages"/hearsay_*.deb "$roots/bookworm/packages/"
sed -n '/^FROM .*debian/,$p' Containerfile | sed -n 's/^RUN //p' | while read -r step; do
  inside bookworm sh -c "$step" >/dev/null
done
workdir=$(sed -n 's/^WORKDIR \(\/data\)$/\1/p' Containerfile)
entry=$(sed -n 's/^ENTRYPOINT \["\(.*\)"\]$/\1/p' Containerfile)
mkdir -p "$roots/bookworm$workdir"
cp Tests/Samples/html/bank.html "$roots/bookworm$workdir/page.html"
inside bookworm sh -c "cd $workdir && $entry extract page.html -q" | grep -c '^{"type":"quote"'
rm -rf "$roots/bookworm" "$roots/trixie"
