#!/usr/bin/env python3
"""Counts the words of the sentences of documents, and holds the share of long ones against a ceiling.

    sentences.py FILE... [--ceiling PERCENT] [--show]

A long sentence has more than 30 words. Code, headings and the frames of tables are left out; a cell of a table and a point
of a list end a sentence. Words in code marks count as one.

--ceiling  fail if more than this share, in percent, is long
--show     print the long ones, longest first
"""
import argparse
import re
import sys

LONG = 30
# A stop that ends no sentence.
ABBREVIATIONS = re.compile(r"\b(?:e\.g|i\.e|etc|vs|No|Mr|Dr|St|U\.S|N\.H|a\.m|p\.m)\.$")


def paragraphs(text):
    """The stretches of running text."""
    text = re.sub(r"^```.*?^```", "\n\n", text, flags=re.M | re.S)
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.split("\n")]
        if lines and lines[0].startswith("#"):
            lines = lines[1:]
        run = []
        for line in lines:
            if line.startswith("|"):
                for cell in line.strip("|").split("|"):
                    if not re.fullmatch(r"[\s:-]*", cell):
                        yield cell
            elif re.match(r"([-*]|\d+\.) ", line):
                if run:
                    yield " ".join(run)
                run = [re.sub(r"^([-*]|\d+\.) ", "", line)]
            else:
                run.append(line)
        if run:
            yield " ".join(run)


def sentences(text):
    for paragraph in paragraphs(text):
        paragraph = re.sub(r"`[^`]*`", "code", paragraph)
        # What is cited in stars may end with a stop and goes on.
        paragraph = re.sub(r"\*[^*]*\*", lambda m: m[0].replace(".", "").replace("?", "").replace("!", ""), paragraph)
        start = 0
        for match in re.finditer(r"[.?!][)”\"*]*(?=\s+[A-Z*“(\"]|\s*$)", paragraph):
            part = paragraph[start:match.end()]
            if ABBREVIATIONS.search(part):
                continue
            start = match.end()
            yield part.strip()
        if paragraph[start:].strip():
            yield paragraph[start:].strip()


def count(sentence):
    return len(re.findall(r"[\w'’-]*\w", sentence))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--ceiling", type=float)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    failed = False
    for path in options.files:
        with open(path, encoding="utf-8") as file:
            found = sorted(((count(s), s) for s in sentences(file.read())), reverse=True)
        long = [row for row in found if row[0] > LONG]
        share = 100 * len(long) / max(1, len(found))
        print(f"{path}: {len(found)} sentences, {len(long)} longer than {LONG} words ({share:.1f} %)")
        if options.show:
            for words, sentence in long:
                print(f"  {words:3}  {sentence}")
        failed = failed or options.ceiling is not None and share > options.ceiling
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
