#!/usr/bin/env python3
"""Counts how often words stand in small letters and in capitals inside sentences.

    common_words.py TEXT... > ../names/common-words.txt      TEXT: files or folders of plain news text

Only counts leave the texts. A line is `word small capital`: a word of letters, how often it stands wholly in small
letters, and how often capitalised where no sentence begins. `packages.py` takes from it which names are common words.
"""
import collections
import os
import re
import sys

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LEAST = 2  # a word that stands in small letters less often says nothing


def texts(paths):
    for path in paths:
        if os.path.isdir(path):
            for name in sorted(os.listdir(path)):
                if name.endswith(".txt"):
                    yield open(os.path.join(path, name), encoding="utf-8", errors="replace").read()
        else:
            yield open(path, encoding="utf-8", errors="replace").read()


def main():
    small, capital = collections.Counter(), collections.Counter()
    for text in texts(sys.argv[1:]):
        for line in text.split("\n"):
            words = list(WORD.finditer(line))
            upper = sum(w.group()[0].isupper() for w in words)
            if upper * 2 > len(words):
                continue  # headlines say nothing
            for w in words:
                word = w.group().replace("’", "'")
                if word.islower():
                    small[word] += 1
                elif word[0].isupper() and re.search(r"[\w,;] $", line[: w.start()]):
                    capital[word.lower()] += 1
    for word in sorted(small):
        if small[word] >= LEAST:
            print(word, small[word], capital[word])


if __name__ == "__main__":
    main()
