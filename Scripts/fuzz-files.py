#!/usr/bin/env python3
"""Runs the program over damaged files of every kind that it reads: whatever the bytes, it must end by itself, in time, with
a status of its own.

    fuzz-files.py PROGRAM [--seconds NUMBER] [--seed NUMBER] [--samples FOLDER] [--rules FOLDER] [--gazetteers FOLDER]

Containers (zip, tar, WARC, gzip and others, MHTML, feeds), lists of documents (JSON Lines, JSON, CSV, TSV), texts in many
encodings, rules, lists of names, compiled resources, the stamps and the manifest of a folder of records, and records for
table, review and merge. `fuzz.py` is for texts and pages. A case that fails is kept, and its seed told.
"""
import argparse
import bz2
import gzip
import io
import json
import lzma
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

TEXT = "\"We shall not close the school,\" Ann Lee, a spokeswoman, said on Monday. Some 40 pupils left, officials said.\n"
PAGE = f"<html><head><title>The school stays</title></head><body><article><h1>The school stays</h1><p>{TEXT}</p></article>"
ROWS = [{"text": TEXT, "title": "The school \"stays\"", "url": "http://a.example/1", "published": "2020-05-01"},
        {"html": PAGE, "title": "A\u0000B\ud83d\ude00", "authors": ["Ann Lee"]}, {"text": "\\u0000 \\ud800 " + TEXT}]

# Rules of a user's own, laid over ours.
OWN = b"""drop quote.passive
phase number
rule number.count
  match    value:Numeral counted:Lowercase
  make     number value counted
phase reject
rule reject.spokeswoman
  match    CONTENT "," SOURCE & (Any* "spokeswoman" ","?) CUE[class="statement"] & lemma("say") (Any* $)?
  unless   Any* @person.title
  reject   quote
  example  <content>"We wait,"</content> <source>Ann Lee, a spokeswoman,</source> <cue>said</cue>.
rule reject.slow
  match    (Any* Any* Any* CONTENT Any* CUE){1,3}
  reject   quote
"""


def zipped(chance):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as made:
        for name, text in (("a.txt", TEXT), ("empty.txt", ""), ("b.html", PAGE), ("folder/c.jsonl", json.dumps(ROWS[0]))):
            made.writestr(name, text)
    return out.getvalue()


def tarred(chance):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=chance.choice([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])) as made:
        for name in ("a.txt", "n" * 150 + ".txt", "b.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(TEXT)
            made.addfile(info, io.BytesIO(TEXT.encode()))
    return out.getvalue() * chance.choice([1, 2])


def warc(chance):
    records = []
    for number in range(3):
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
        head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{number}\r\n"
                f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n")
        records.append(head.encode() + body + b"\r\n\r\n")
    return b"".join(map(gzip.compress, records) if chance.random() < 0.5 else records)


def feed(_):
    items = "".join(f"<item><title>T{n}</title><link>http://a.example/{n}</link><description><![CDATA[{PAGE * 6}]]>"
                    "</description></item>" for n in range(3))
    return f"<?xml version='1.0'?><rss><channel>{items}</channel></rss>".encode()


def mhtml(_):
    return ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html\r\n"
            f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{PAGE}\r\n--x--\r\n").encode()


def table(separator):
    quoted = TEXT.replace('"', '""')
    row = separator.join(['"The school"', f'"{quoted}"', "http://a.example/1"])
    return (separator.join(["title", "text", "url"]) + "\n" + (row + "\n") * 3).encode()


DUMPS = {
    ".zip": zipped, ".tar": tarred, ".warc.gz": warc, ".xml": feed, ".mhtml": mhtml, ".csv": lambda _: table(","),
    ".tsv": lambda _: table("\t"), ".json": lambda _: json.dumps({"articles": ROWS}, indent=1).encode(),
    ".list.json": lambda _: json.dumps(ROWS).encode(), ".jsonl": lambda _: "\n".join(map(json.dumps, ROWS)).encode(),
    ".txt.gz": lambda _: gzip.compress(TEXT.encode()), ".txt.xz": lambda _: lzma.compress(TEXT.encode()),
    ".html.bz2": lambda _: bz2.compress(PAGE.encode()),
    ".txt": lambda chance: TEXT.encode(chance.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])),
}


def damaged(chance, content):
    """The bytes with some changed, cut out, doubled or set to what lengths and offsets like least."""
    content = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        place = chance.randrange(len(content) + 1)
        what = chance.randrange(7)
        if what == 0 and content:
            content[min(place, len(content) - 1)] ^= 1 << chance.randrange(8)
        elif what == 1:
            del content[place:place + chance.randrange(1, 80)]
        elif what == 2:
            content[place:place] = content[place:place + chance.randrange(1, 200)]
        elif what == 3:
            content[place:place + 4] = chance.choice([b"\xff" * 4, b"\x00" * 4, b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80"])
        elif what == 4:
            content[place:place + 8] = chance.choice([b"\xff" * 8, b"99999999", b"-1      ", b"\x00" * 8])
        elif what == 5:
            del content[place:]
        else:
            content[place:place] = chance.choice([b'"', b"{", b"[", b"\\", b"\n", b"\t", b"\x00", b"WARC/1.0\r\n", b"PK\x03\x04"])
    return bytes(content)


class Fuzzer:
    def __init__(self, options, folder):
        self.program, self.folder, self.options = os.path.abspath(options.program), folder, options
        self.resources = os.path.join(folder, "whole.resources")
        made = subprocess.run([self.program, "compile", "-q", "--gazetteers", options.gazetteers, "--rules", options.rules,
                               "-o", self.resources], capture_output=True)
        if made.returncode:
            sys.exit(f"the lists and rules do not compile: {made.stderr.decode()}")
        self.records = self.write("records.jsonl", b"")
        self.text = self.write("text.txt", TEXT.encode() * 3)
        self.run("extract", self.text, "-o", self.records, "-q")

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def run(self, *words):
        try:
            done = subprocess.run([self.program, *words], capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                                  cwd=self.folder)
        except subprocess.TimeoutExpired:
            return "does not end within 60 seconds"
        if done.returncode not in (0, 1, 2):
            return f"ends with status {done.returncode}: {done.stderr[-300:]!r}"
        return None

    def dump(self, chance):
        suffix = chance.choice(sorted(DUMPS))
        path = self.write("dump" + suffix, damaged(chance, DUMPS[suffix](chance)))
        return self.run("extract", path, "-q", "--resources", self.resources), path

    def rules(self, chance):
        return self.tree(chance, self.options.rules, "--rules")

    def lists(self, chance):
        return self.tree(chance, self.options.gazetteers, "--gazetteers")

    def tree(self, chance, source, option):
        """A small folder of rules or lists, one file of it damaged."""
        copy = os.path.join(self.folder, "tree")
        shutil.rmtree(copy, ignore_errors=True)
        names = sorted(os.path.relpath(os.path.join(root, name), source) for root, _, files in os.walk(source)
                       for name in files if name.endswith((".rules", ".tsv")) and "build" not in root)
        small = [name for name in names if os.path.getsize(os.path.join(source, name)) < 20_000]
        name = chance.choice(small)
        path = os.path.join(copy, name)
        os.makedirs(os.path.dirname(path))
        with open(os.path.join(source, name), "rb") as file:
            content = damaged(chance, file.read())
        with open(path, "wb") as file:
            file.write(content)
        if option == "--rules" and chance.random() < 0.7:
            os.remove(path)
            path = os.path.join(copy, "80-own.rules")
            with open(path, "wb") as file:
                file.write(damaged(chance, OWN))
        command = chance.choice(["extract", "check", "rules"]) if option == "--rules" else "extract"
        inputs = [self.text] if command == "extract" else []
        return self.run(command, *inputs, *(["-q"] if command != "rules" else []), "--resources", self.resources, option,
                        copy), path

    def resource(self, chance):
        with open(self.resources, "rb") as file:
            content = bytearray(file.read())
        for _ in range(chance.choice([1, 4, 64, 1000])):
            place = chance.randrange(64 if chance.random() < 0.3 else len(content))
            content[place] = chance.randrange(256)
        path = self.write("damaged.resources", content)
        wrong = self.run("extract", self.text, "-q", "--resources", path)
        return wrong or self.run("explain", self.text, "--at", "40", "--resources", path), path

    def stamps(self, chance):
        out = os.path.join(self.folder, "out")
        shutil.rmtree(out, ignore_errors=True)
        self.run("extract", self.text, "--into", out, "-q", "--resources", self.resources)
        files = [os.path.join(root, name) for root, _, names in os.walk(out) for name in names if name != "lock"]
        path = chance.choice(sorted(files))
        with open(path, "rb") as file:
            content = file.read()
        with open(path, "wb") as file:
            file.write(damaged(chance, content))
        return self.run("extract", self.text, "--into", out, "-q", "--prune", "--resources", self.resources), path

    def read(self, chance):
        with open(self.records, "rb") as file:
            path = self.write("damaged.jsonl", damaged(chance, file.read()))
        command = chance.choice([["table", "quotes"], ["table", "stats"], ["table", "numbers", "--to", "json"], ["review"],
                                 ["merge", path]])
        return self.run(*command, path), path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules", default="Rules")
    parser.add_argument("--gazetteers", default="Gazetteers")
    options = parser.parse_args()
    options.rules, options.gazetteers = os.path.abspath(options.rules), os.path.abspath(options.gazetteers)
    counts, end = {}, time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        fuzzer = Fuzzer(options, folder)
        kinds = [fuzzer.dump, fuzzer.dump, fuzzer.dump, fuzzer.stamps, fuzzer.read, fuzzer.rules, fuzzer.lists, fuzzer.resource]
        seed = options.seed
        while time.monotonic() < end:
            chance = random.Random(seed)
            kind = kinds[seed % len(kinds)]
            wrong, path = kind(chance)
            counts[kind.__name__] = counts.get(kind.__name__, 0) + 1
            if wrong:
                kept = os.path.join(tempfile.gettempdir(), "hearsay-fuzz-" + os.path.basename(path))
                shutil.copy(path, kept)
                sys.exit(f"seed {seed}, {kind.__name__}: the program {wrong}\n{kept} is the file")
            seed += 1
    print(f"seeds {options.seed} to {seed - 1}: " + ", ".join(f"{counts[name]} {name}" for name in sorted(counts))
          + ": no crash, none that hangs")


main()
