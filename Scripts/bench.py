#!/usr/bin/env python3
"""Measures a build of the program against another one, alternating, in one run.

    bench.py PROGRAM AGAINST [--inputs FOLDER] [--megabytes N] [--rounds N] [--keep]

AGAINST is a commit, which is built in a worktree of its own that is taken away at the end, or a built program. What is
measured: articles as JSON Lines with one thread and with two, texts of a megabyte, pages, pages in a WARC, an article of 4 KB
alone and a line alone. The inputs are made of the texts and pages of a folder (the samples); texts get a number in front, so
that no two are the same. Each round runs each program once on each input, in turns.

Printed a line for each: seconds of both (user and system time; of short runs by the clock), how many times as fast PROGRAM
is (the middle of the rounds' ratios), the memory at the peak of both, and the ratio of the last release against the same
commit (Benchmarks/figures.tsv), so that a loss is seen. --keep writes that file anew. Where the Python package selectolax is
installed, which has the HTML parser Lexbor in it, the time is printed that this parser takes for the same pages.
"""
import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FIGURES = os.path.join(ROOT, "Benchmarks", "figures.tsv")


class Case:
    """An input with the way to run over it; short runs are measured by the clock and many times."""

    def __init__(self, name, path, jobs=1, is_short=False):
        self.name, self.path, self.jobs, self.is_short = name, path, jobs, is_short
        self.seconds, self.peaks, self.clocks = [[], []], [0, 0], [[], []]

    def run(self, which, program):
        """Runs a program over the input and notes what it took."""
        times = 10 if self.is_short else 1
        started, spent = time.monotonic(), 0.0
        for _ in range(times):
            seconds, peak = run(program, self.path, self.jobs)
            spent += seconds
            self.peaks[which] = max(self.peaks[which], peak)
        clock = (time.monotonic() - started) / times
        self.clocks[which].append(clock)
        self.seconds[which].append(clock if self.is_short or self.jobs > 1 else spent)

    @property
    def ratio(self):
        return statistics.median(theirs / ours for ours, theirs in zip(*self.seconds))


def run(program, path, jobs):
    """Seconds of user and system time, and the memory at the peak in MB."""
    child = subprocess.Popen([program, "extract", "-q", "-j", str(jobs), path], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{program} ended with status {child.returncode} on {path}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def content(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        return file.read()


def files(folder, endings):
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.removesuffix(".gz").endswith(endings):
                yield os.path.join(where, name)


def texts_of(folder):
    """The texts of a folder: text files, and the values `text` of JSON Lines."""
    texts = [content(path).decode("utf-8", "replace") for path in files(folder, ".txt")]
    for path in files(folder, ".jsonl"):
        for line in content(path).splitlines():
            document = json.loads(line) if line.startswith(b"{") else {}
            if isinstance(document.get("text"), str):
                texts.append(document["text"])
    return texts


def numbered(texts):
    """The texts again and again, each with another number in front."""
    number = 0
    while True:
        for text in texts:
            number += 1
            yield f"No {number}.\n\n{text}"


def write_lines(path, texts, size):
    written = 0
    with open(path, "w", encoding="utf-8") as file:
        for text in texts:
            line = json.dumps({"text": text}, ensure_ascii=False) + "\n"
            written += len(file.write(line) and line.encode())
            if written >= size:
                return


def large(texts, size):
    """Texts of `size` characters made of many."""
    while True:
        parts, length = [], 0
        while length < size:
            parts.append(next(texts))
            length += len(parts[-1])
        yield "\n\n".join(parts)


def write_pages(folder, archive, pages, size):
    """Pages as files and as a WARC, with a number in each so that none is a copy."""
    os.mkdir(folder)
    written, number = 0, 0
    with open(archive, "wb") as file:
        while written < size:
            for page in pages:
                number += 1
                page_bytes = page + b"\n<!-- %d -->\n" % number
                written += len(page_bytes)
                with open(os.path.join(folder, f"{number:06}.html"), "wb") as one:
                    one.write(page_bytes)
                body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page_bytes
                head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.com/%d\r\n" % number
                head += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(body)
                file.write(head + body + b"\r\n\r\n")


def lexbor_seconds(folder, rounds):
    """Seconds in which Lexbor parses the pages of a folder; None where it is not installed."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        return None
    pages = [content(path) for path in files(folder, (".html",))]
    times = []
    for _ in range(rounds):
        started = time.process_time()
        for page in pages:
            LexborHTMLParser(page)
        times.append(time.process_time() - started)
    return statistics.median(times)


def make_cases(inputs, folder, megabytes):
    texts = texts_of(inputs)
    pages = [content(path) for path in files(inputs, (".html", ".htm"))]
    size = int(megabytes * 1e6)
    cases = []
    place = lambda name: os.path.join(folder, name)
    if texts:
        write_lines(place("articles.jsonl"), numbered(texts), size)
        write_lines(place("large.jsonl"), large(numbered(texts), 1_000_000), size / 4)
        with open(place("article.txt"), "w", encoding="utf-8") as file:
            file.write(min(texts, key=lambda text: abs(len(text) - 4000)))
        with open(place("line.txt"), "w", encoding="utf-8") as file:
            file.write("He said it was late.\n")
        cases += [Case("text", place("articles.jsonl")), Case("text, two threads", place("articles.jsonl"), jobs=2)]
        cases += [Case("texts of 1 MB", place("large.jsonl")), Case("one article", place("article.txt"), is_short=True)]
        cases += [Case("one line", place("line.txt"), is_short=True)]
    if pages:
        write_pages(place("pages"), place("pages.warc"), pages, size / 2)
        cases += [Case("pages", place("pages")), Case("WARC", place("pages.warc"))]
    return cases


def built(commit, folder):
    """The program of a commit, built in a worktree."""
    tree = os.path.join(folder, "tree")
    subprocess.run(["git", "-C", ROOT, "worktree", "add", "--detach", "--quiet", tree, commit], check=True)
    subprocess.run(["make", "-C", tree, "build"], check=True, stdout=sys.stderr)
    return os.path.join(tree, ".build", "release", "hearsay")


def kept(against):
    """The ratios of the last release against a commit, by case."""
    if not os.path.exists(FIGURES):
        return {}
    with open(FIGURES, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return {row[1]: float(row[2]) for row in rows[1:] if row[0] == against}


def keep(against, cases):
    with open(FIGURES, "w", encoding="utf-8") as file:
        file.write("# How many times as fast as another commit the last release was: make bench AGAINST=COMMIT.\n")
        file.write("against\tcase\tratio\n")
        for case in cases:
            file.write(f"{against}\t{case.name}\t{case.ratio:.2f}\n")


def report(cases, against):
    before = kept(against)
    print(f"{'':18} {'seconds':>8} {'other':>8} {'times as fast':>14} {'MB':>5} {'other':>6} {'last release':>13}")
    for case in cases:
        ours, theirs = (statistics.median(seconds) for seconds in case.seconds)
        last = f"{before[case.name]:13.2f}" if case.name in before else f"{'':>13}"
        print(f"{case.name:18} {ours:8.3f} {theirs:8.3f} {case.ratio:14.2f} {case.peaks[0]:5.0f} {case.peaks[1]:6.0f} {last}")
    named = {case.name: case for case in cases}
    if "text" in named:
        for which, name in enumerate(["two threads against one", "of the other"]):
            one, two = (min(named[case].clocks[which]) for case in ["text", "text, two threads"])
            print(f"{name:24} {one / two:.2f}")
    if "pages" in named:
        parse = lexbor_seconds(named["pages"].path, len(named["pages"].seconds[0]))
        if parse is None:
            print("Lexbor's parse: not measured, the Python package selectolax is not installed")
        else:
            ours, theirs = (parse / statistics.median(seconds) for seconds in named["pages"].seconds)
            print(f"speed of pages to records where that of Lexbor's parse is 1: {ours:.2f}, of the other {theirs:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("against")
    parser.add_argument("--inputs", default=os.path.join(ROOT, "Tests", "Samples"))
    parser.add_argument("--megabytes", type=float, default=19)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="hearsay-bench-")
    try:
        is_program = os.access(options.against, os.X_OK) and os.path.isfile(options.against)
        other = options.against if is_program else built(options.against, folder)
        cases = make_cases(options.inputs, folder, options.megabytes)
        for turn in range(options.rounds):
            for case in cases:
                for which in (0, 1) if turn % 2 == 0 else (1, 0):
                    case.run(which, (options.program, other)[which])
        report(cases, options.against)
        if options.keep:
            keep(options.against, cases)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["git", "-C", ROOT, "worktree", "prune"], check=False)


if __name__ == "__main__":
    main()
