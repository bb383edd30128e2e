#!/usr/bin/env python3
"""What a run must stand: kills, two runs at once, a full disk, a folder that cannot be written to, a clock set back, large dumps.

    stress.py PROGRAM [--megabytes N] [--runs N] [--seed N] [PART ...]

The parts, all unless some are named:
  kills     kill -9 at random moments of --into over 2,000 small files, then a whole run: the same bytes, nothing left over
  pairs     two runs into one folder at once, one of them killed: one is refused, the records are those of a whole run
  disk      a disk of 2 MB that fills up (as root): status 2, whole files only, the next run completes them
  readonly  a folder that cannot be written to (not as root)
  clock     a dump whose time goes back is read again
  warc      N MB of WARC: the rate by tenths of the run, peak memory
  lines     N MB of JSON Lines: likewise
  tiny      1,000,000 documents of one line: peak memory
Prints a line a part; status 1 where one does not hold.
"""
import argparse
import gzip
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

NAMES = ["Ann Lee", "Bob Orr", "Cid Fox", "Dora Haim", "Eli Novak"]
TOPICS = ["harbour", "school", "bridge", "levy", "dam", "hospital", "market", "forest", "ferry", "library"]


def article(chance, paragraphs):
    parts = []
    for _ in range(paragraphs):
        name, topic, number = chance.choice(NAMES), chance.choice(TOPICS), chance.randrange(2, 9000)
        parts.append(chance.choice([
            f'"We shall not close the {topic}," {name}, a spokeswoman, said on Monday. Some {number} people left, officials said.',
            f"The {topic} of Oslo was opened in {1950 + number % 70}, after {number} days, according to a report by the ministry.",
            f"{name} denied that the {topic} had cost more than ${number} million, and added that it would be paid for by 2031.",
            f"Two officials, who spoke on condition of anonymity, expected at least {number} visitors at the {topic} next week.",
            f"It rained on the {topic} for the whole of the afternoon, and the road along the river was closed to lorries."]))
    return "\n\n".join(parts) + "\n"


def fail(words):
    print(f"  does not hold: {words}")
    fail.count += 1


fail.count = 0


def digest(folder):
    """A sum over the records of a folder and their names; what is hidden aside."""
    total = hashlib.sha256()
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(root, name)
            total.update(os.path.relpath(path, folder).encode())
            with open(path, "rb") as file:
                total.update(file.read())
    return total.hexdigest()


def leftovers(folder):
    return [name for root, _, names in os.walk(folder) for name in names if name.endswith(".tmp")]


class Stress:
    def __init__(self, options, work):
        self.program, self.options, self.work = os.path.abspath(options.program), options, work
        self.chance = random.Random(options.seed)

    def path(self, *names):
        return os.path.join(self.work, *names)

    def run(self, *words, **kinds):
        return subprocess.run([self.program, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, **kinds)

    def files(self):
        """A folder of 2,000 small files, and the sum of its records."""
        folder = self.path("files")
        if not os.path.isdir(folder):
            for number in range(2000):
                os.makedirs(os.path.join(folder, str(number // 100)), exist_ok=True)
                with open(os.path.join(folder, str(number // 100), f"{number}.txt"), "w") as file:
                    file.write(article(self.chance, 3))
            begin = time.monotonic()
            self.run("extract", folder, "--into", self.path("whole"), "-q")
            self.seconds = time.monotonic() - begin
            self.wanted = digest(self.path("whole"))
        return folder

    def kills(self):
        folder, out, killed = self.files(), self.path("killed"), 0
        for number in range(self.options.runs):
            if number % 10 == 0:
                shutil.rmtree(out, ignore_errors=True)
            process = subprocess.Popen([self.program, "extract", folder, "--into", out, "-q"], stdin=subprocess.DEVNULL)
            try:
                process.wait(self.chance.uniform(0, self.seconds / 4))
            except subprocess.TimeoutExpired:
                killed += 1
            process.kill()
            process.wait()
            if number % 10 == 9:
                done = self.run("extract", folder, "--into", out, "-q")
                if done.returncode or digest(out) != self.wanted:
                    fail(f"after kill {number + 1} the records differ: {done.stderr[-200:]}")
                if leftovers(out):
                    fail(f"after kill {number + 1} there is left over {leftovers(out)[:3]}")
        print(f"kills: {killed} of {self.options.runs} runs killed with -9, every tenth resumed: the same bytes")

    def pairs(self):
        folder, out, refused = self.files(), self.path("pair"), 0
        for number in range(10):
            shutil.rmtree(out, ignore_errors=True)
            two = [subprocess.Popen([self.program, "extract", folder, "--into", out, "-q"], stdin=subprocess.DEVNULL,
                                    stderr=subprocess.PIPE) for _ in range(2)]
            if number % 2:
                time.sleep(self.chance.uniform(0, self.seconds))
                two[0].kill()
            status = [(process.communicate()[1], process.returncode) for process in two]
            refused += sum(code == 2 and b"another run" in said for said, code in status)
            self.run("extract", folder, "--into", out, "-q")
            if digest(out) != self.wanted or leftovers(out):
                fail(f"pair {number + 1}: the records differ: {status}")
        print(f"pairs: 10 pairs of runs into one folder, {refused} refused: the same bytes")

    def disk(self):
        if os.geteuid():
            return print("disk: skipped: only root can mount a small disk")
        folder, small = self.files(), self.path("small")
        os.makedirs(small)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small]).returncode:
            return print("disk: skipped: no disk can be mounted here")
        try:
            full = self.run("extract", folder, "--into", os.path.join(small, "out"), "-q")
            if full.returncode != 2 or "no space left" not in full.stderr:
                fail(f"a full disk gives status {full.returncode}: {full.stderr[-200:]}")
            whole = 0
            for root, _, names in os.walk(os.path.join(small, "out")):
                for name in names:
                    if name.endswith(".jsonl") and ".hearsay" not in root:
                        with open(os.path.join(root, name), "rb") as file, open(os.path.join(root.replace(
                                os.path.join(small, "out"), self.path("whole")), name), "rb") as other:
                            whole += 1
                            if file.read() != other.read():
                                fail(f"{name} is not whole")
            if leftovers(small):
                fail(f"there is left over {leftovers(small)[:3]}")
            one = self.run("extract", folder, "-o", os.path.join(small, "one.jsonl"), "-q")
            if one.returncode != 2 or os.path.exists(os.path.join(small, "one.jsonl")):
                fail(f"-o on a full disk gives status {one.returncode}")
            subprocess.run(["mount", "-o", "remount,size=200m", small], check=True)
            self.run("extract", folder, "--into", os.path.join(small, "out"), "-q")
            if digest(os.path.join(small, "out")) != self.wanted:
                fail("the records after the disk has room differ")
            print(f"disk: a disk of 2 MB is full after {whole} files, all whole; with room the rest is done: the same bytes")
        finally:
            subprocess.run(["umount", small])

    def readonly(self):
        folder, out = self.files(), self.path("readonly")
        words = []
        if os.geteuid() == 0:
            # Root may write anywhere but on a disk that is mounted so.
            os.makedirs(out)
            if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", out]).returncode:
                return print("readonly: skipped: no disk can be mounted here")
        else:
            os.makedirs(out, mode=0o555)
        try:
            for target in (["--into", os.path.join(out, "x")], ["-o", os.path.join(out, "x.jsonl")],
                           ["--split", os.path.join(out, "y")], ["--into", out]):
                done = self.run("extract", folder, "-q", *target)
                words.append(done.stderr.strip())
                if done.returncode != 2 or not done.stderr.strip():
                    fail(f"{target} gives status {done.returncode}: {done.stderr[-200:]}")
        finally:
            if os.geteuid() == 0:
                subprocess.run(["umount", out])
        print(f"readonly: refused with status 2: {words[0].replace(self.work, '…')}")

    def clock(self):
        folder, out = self.files(), self.path("clock")
        self.run("extract", folder, "--into", out, "-q")
        path = os.path.join(folder, "0", "0.txt")
        with open(path) as file:
            old = file.read()
        with open(path, "w") as file:
            file.write(old.replace("a", "o", 1) if "a" in old else old[::-1])
        os.utime(path, (1, 1))
        before = digest(out)
        self.run("extract", folder, "--into", out, "-q")
        if digest(out) == before:
            fail("a dump whose time went back was not read again")
        with open(path, "w") as file:
            file.write(old)
        self.run("extract", folder, "--into", out, "-q")
        if digest(out) != self.wanted:
            fail("the records differ after the clock was set back")
        print("clock: a dump whose time goes back is read again: the same bytes")

    def measured(self, name, path):
        """Runs over a dump, and says how even the rate was and how much memory it took."""
        size = os.path.getsize(path)
        process = subprocess.Popen([self.program, "extract", path, "-q", "-j2", "-o", "/dev/null"], stdin=subprocess.DEVNULL)
        begin, rates, peak, steady, mark = time.monotonic(), [], 0, 0, (0.0, 0)
        while process.poll() is None:
            time.sleep(0.2)
            try:
                with open(f"/proc/{process.pid}/status") as file:
                    fields = dict(line.split(":", 1) for line in file)
                peak = max(peak, int(fields["VmHWM"].split()[0]))
                with open(f"/proc/{process.pid}/io") as file:
                    read = int(next(line for line in file if line.startswith("rchar")).split()[1])
            except (OSError, KeyError, StopIteration):
                continue
            now = time.monotonic() - begin
            if read >= size * (len(rates) + 1) / 10 and len(rates) < 10:
                rates.append((read - mark[1]) / (now - mark[0]) / 1e6)
                mark = (now, read)
                if len(rates) == 3:
                    steady = peak
        seconds = time.monotonic() - begin
        tenths = " ".join(f"{rate:.1f}" for rate in rates)
        print(f"{name}: {size / 1e6:.0f} MB in {seconds:.0f} s; MB/s by tenths {tenths}; peak {peak / 1024:.0f} MB "
              f"({steady / 1024:.0f} MB after three tenths)")
        return peak / 1024

    def lines(self):
        path = self.path("lines.jsonl")
        with open(path, "w") as file:
            while file.tell() < self.options.megabytes * 1e6:
                file.write(json.dumps({"text": article(self.chance, 40), "id": str(file.tell())}) + "\n")
        if self.measured("lines", path) > 120:
            fail("more than 120 MB of memory")
        os.remove(path)

    def warc(self):
        path = self.path("crawl.warc.gz")
        with open(path, "wb") as file:
            written = 0
            while written < self.options.megabytes * 1e6:
                records = []
                for _ in range(50):
                    body = "".join(f"<p>{part}</p>" for part in article(self.chance, 40).split("\n\n"))
                    page = (f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>The day</title></head><body>"
                            f"<div class=menu>{'<a href=/x>Home</a> ' * 40}</div><article><h1>The day</h1>{body}</article></body></html>").encode()
                    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{written}-{len(records)}\r\n"
                            f"Content-Type: application/http\r\nContent-Length: {len(page)}\r\n\r\n")
                    records.append(gzip.compress(head.encode() + page + b"\r\n\r\n", 1))
                    written += len(page)
                file.writelines(records)
        print(f"  {written / 1e6:.0f} MB of pages are {os.path.getsize(path) / 1e6:.0f} MB of WARC")
        if self.measured("warc", path) > 120:
            fail("more than 120 MB of memory")
        os.remove(path)

    def tiny(self):
        path, count = self.path("tiny.jsonl"), self.options.documents
        with open(path, "w") as file:
            file.writelines(f'{{"text":"The dam of day {number} held, Ann Lee said."}}\n' for number in range(count))
        for words in (["-o", "/dev/null"], ["--into", self.path("tiny")]):
            begin = time.monotonic()
            process = subprocess.Popen([self.program, "extract", path, "-q", "-j2", *words], stdin=subprocess.DEVNULL)
            _, _, used = os.wait4(process.pid, 0)
            print(f"tiny: {count} documents of one line, {words[0]}: {time.monotonic() - begin:.0f} s, peak {used.ru_maxrss / 1024:.0f} MB")
            if used.ru_maxrss / 1024 > 200:
                fail("more than 200 MB of memory")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--megabytes", type=float, default=200)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parts = ["kills", "pairs", "disk", "readonly", "clock", "warc", "lines", "tiny"]
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    options = parser.parse_intermixed_args()
    unknown = [part for part in options.parts if part not in parts]
    if unknown:
        parser.error(f"there is no part {unknown[0]!r}")
    with tempfile.TemporaryDirectory() as work:
        stress = Stress(options, work)
        for part in options.parts or parts:
            getattr(stress, part)()
            sys.stdout.flush()
    sys.exit(1 if fail.count else 0)


main()
