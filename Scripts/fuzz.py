#!/usr/bin/env python3
"""Runs the program over mutated inputs: whatever the bytes, it must end by itself and leave whole records.

    fuzz.py PROGRAM [COUNT] [--samples FOLDER] [--seed NUMBER] [--batch NUMBER]

First come texts that break off: every beginning and every end of the samples' paragraphs, word by word, for a stage that
looks at what follows a word must do without. The other inputs are the samples (and a few odd texts) with bytes changed, cut, doubled, joined and sprinkled with marks that
matter to the stages. They are written in batches of files, and each batch is one run of the program. A batch that ends
by a signal is run again file by file, and the file that does it is kept.
"""
import argparse
import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

MARKS = ["\"", "“", "”", "''", "``", "‘", "’", "«", "»", "(", ")", "[", "-", "—", "...", "\n\n", "\r\n", "\t", "$", "%",
         "<", ">", "</p>", "<div>", "<p>", "<script>", "<!--", "-->", "&amp", "&#0;", "&#x110000;", "<![CDATA[", "said",
         "U.S.", "Mr.", "1,000,000", "9" * 400, "1e400", "2016-13-45", "0/0", "½", "\u202e", "\u0301", "😀", "\ufeff",
         "{\"text\":\"", "\\ud800", "\\u0000", "}", "\x00", "\x1b[2J"]
ODD = ["", "\n", "\"", "\"\"\"", "“" * 500, "(" * 5000, "<div>" * 3000, "</b>" * 3000, "said " * 2000, "1 " * 3000,
       "A. " * 2000, "\"Bob.\"\n\n\"What.\"", "{\"text\":", "{\"text\":\"a\"}\n{\"html\":\"<p>b\"}", "\x00" * 100,
       "He said " * 500 + "\"", "Mr. " * 1000, "of the " * 2000, "Monday " * 2000, "more than " * 2000]


# More ways to break off than the samples have.
THORNY = ["They want at least three more, some two and a half million other people, $3.5m in cash or 14 of the group's 20.",
          "As of 3 p.m. ET (1900 GMT) on Monday, Nov. 3, 2025, between six and nine of those 18- to 24-year-olds were.",
          "\"No,\" said Dr. A. B. O'Dell Jr., 52, of Bray & Co. (BCO), who, asked whether he'd \"had enough\", added: \"Yes - ",
          "According to two of the four U.S. officials with knowledge of the, who spoke on condition of anonymity because",
          "Q: What about it? A: She told the BBC's Ann Lee that she'd been told that \"it was 'over', or so they say\" in the"]


def broken_off(texts):
    """Lines of JSON, a beginning or an end of a paragraph a line."""
    for text in texts:
        for paragraph in text.split("\n"):
            words = list(re.finditer(r"\w+|[^\w\s]", paragraph[:1000]))
            for word in words:
                yield json.dumps({"text": paragraph[:word.end()]})
                yield json.dumps({"text": paragraph[word.start():1000]})


def bases(folder):
    texts = [text.encode("utf-8", "surrogatepass") for text in ODD]
    names = [".txt", ".html", ".jsonl"]
    found = [(names[index % 3], text) for index, text in enumerate(texts)]
    for root, _, files in sorted(os.walk(folder)):
        for name in sorted(files):
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                content = file.read()
            if name.endswith(".gz"):
                content, name = gzip.decompress(content), name[:-3]
            if os.path.splitext(name)[1] in names:
                found.append((os.path.splitext(name)[1], content))
    return found


def mutated(chance, content, others):
    content = bytearray(content)
    # Short inputs find as much as long ones, and a batch of them is soon done.
    if len(content) > 3000:
        start = chance.randrange(len(content) - 2000)
        content = content[start:start + chance.randrange(200, 3000)]
    for _ in range(chance.choice([0, 1, 1, 2, 4, 8, 30])):
        place = chance.randrange(len(content) + 1)
        what = chance.randrange(7)
        if what == 0 and content:
            content[min(place, len(content) - 1)] = chance.randrange(256)
        elif what == 1:
            del content[place:place + chance.randrange(1, 60)]
        elif what == 2:
            content[place:place] = chance.choice(MARKS).encode("utf-8", "surrogatepass")
        elif what == 3:
            content[place:place] = content[place:place + chance.randrange(1, 200)]
        elif what == 4:
            content[place:place] = chance.choice(MARKS).encode("utf-8", "surrogatepass") * chance.randrange(1, 50)
        elif what == 5:
            other = chance.choice(others)[1]
            start = chance.randrange(len(other) + 1)
            content[place:place] = other[start:start + 300]
        else:
            content[place:place] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 12)))
    return bytes(content)


def run(program, paths, seconds):
    """The status of a run over the paths and its output; a run that hangs has the status None."""
    try:
        done = subprocess.run([program, "extract", "--quiet", *paths], capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None, b""
    return done.returncode, done.stdout


def fault(program, paths, seconds):
    """What is wrong with a run over the paths, or None."""
    status, output = run(program, paths, seconds)
    if status is None:
        return f"does not end within {seconds} seconds"
    if status not in (0, 1):
        return f"ends with status {status}"
    for line in output.split(b"\n")[:-1]:
        try:
            json.loads(line.decode("utf-8"))
        except ValueError as error:
            return f"writes what is no record: {error}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--samples", default="Tests/Samples")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=500)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    others = bases(options.samples)
    texts = THORNY + [content.decode("utf-8", "replace")
                      for suffix, content in others[len(ODD):] if suffix == ".txt"]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "broken-off.jsonl"), "w") as file:
            lines = [file.write(line + "\n") for line in broken_off(texts)]
        reason = fault(options.program, [folder], 600)
        if reason:
            keep_culprits(options.program, folder)
            sys.exit(f"texts that break off: the program {reason}")
    print(f"{len(lines)} texts that break off: no crash, whole records")
    done, bytes_done = 0, 0
    while done < options.count:
        with tempfile.TemporaryDirectory() as folder:
            size = min(options.batch, options.count - done)
            for number in range(size):
                suffix, content = chance.choice(others)
                if chance.random() < 0.1:
                    suffix = chance.choice([".txt", ".html", ".jsonl", ".txt.gz"])
                content = mutated(chance, content, others)
                bytes_done += len(content)
                with open(os.path.join(folder, f"{number:05}{suffix}"), "wb") as file:
                    file.write(content)
            reason = fault(options.program, [folder], 120)
            if reason:
                print(f"inputs {done} to {done + size}: the program {reason}", file=sys.stderr)
                keep_culprits(options.program, folder)
                sys.exit(1)
            done += size
            if sys.stderr.isatty():
                print(f"\r{done} inputs", end="", file=sys.stderr)
    print(f"{done} mutated inputs, {bytes_done / 1e6:.1f} MB, seed {options.seed}: no crash, whole records")


def keep_culprits(program, folder):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        reason = fault(program, [path], 20)
        if reason:
            kept = os.path.join(tempfile.gettempdir(), "hearsay-fuzz-" + name)
            shutil.copy(path, kept)
            print(f"{kept}: the program {reason}", file=sys.stderr)


main()
