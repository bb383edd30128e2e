#!/usr/bin/env python3
"""Counts how often words stand in small letters and in capitals inside sentences, and gives each its class.

    common_words.py [--counts FILE] [--words FILE...] TEXT... > Rules/learnt/names/common-words.txt

TEXT       files or folders of plain news text
--counts   an earlier output: its words keep their counts, and only other words are counted
--words    lists of English words, one a line (Debian's wamerican, wbritish): those in small letters count as seen once

Only counts leave the texts. A line is `word small capital class`: a word of letters, how often it stands wholly in small
letters, how often capitalised where no sentence begins, and its class: kin, one who does something, many of them, a body
of people, a kind of place (from the lists of `Gazetteers`), else the part of speech that it most often is
(`Rules/learnt/tags/words.tsv`), else what its ending says. `packages.py` takes from it which names are common words.
"""
import argparse
import collections
import os
import re
import sys

from common import ROOT, header, rows

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LEAST = 2  # a word that stands in small letters less often says nothing
ENDINGS = [("ing", "VBG"), ("ed", "VBD"), ("ly", "RB"), ("ers", "persons"), ("ists", "persons"), ("ist", "person"),
           ("s", "NNS"), ("tion", "NN"), ("ment", "NN"), ("ness", "NN"), ("ity", "NN"), ("ous", "JJ"), ("ful", "JJ"),
           ("able", "JJ"), ("al", "JJ"), ("ive", "JJ"), ("ic", "JJ"), ("less", "JJ"), ("er", "person"), ("or", "person")]
SAYS = 0.4  # a verb that attributes at least in this share of its uses


def texts(paths):
    for path in paths:
        if os.path.isdir(path):
            for name in sorted(os.listdir(path)):
                if name.endswith(".txt"):
                    yield open(os.path.join(path, name), encoding="utf-8", errors="replace").read()
        else:
            yield open(path, encoding="utf-8", errors="replace").read()


def counted(paths):
    """→ (words in small letters, words with a capital) with their counts."""
    small, capital = collections.Counter(), collections.Counter()
    for text in texts(paths):
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
    return small, capital


def table(path):
    """The rows of a list or of the lexicon of tags, by column."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        cells = [line.rstrip("\n").split("\t") for line in rows(f)]
    return [dict(zip(cells[0], row)) for row in cells[1:]]


def spellings(row):
    return [s for s in [row["name"], *row.get("aliases", "").split("|")] if s.islower() and WORD.fullmatch(s)]


def classes():
    """→ {word: class}: what a list says goes before what the word mostly is."""
    found = {}
    for row in table("Rules/learnt/tags/words.tsv"):
        tag = row["tags"].split()[0]
        if tag[0].isalpha() and row["word"].islower():
            found[row["word"]] = tag
    says = {s for row in table("Gazetteers/word/cue-verb.tsv") if float(row["share"] or 0) > SAYS for s in spellings(row)}
    for word in says & found.keys():
        if found[word] in ("VBD", "VBZ"):
            found[word] = "says"
    for path, name in (("Gazetteers/place/head.tsv", "site"), ("Gazetteers/organization/head.tsv", "body")):
        for row in table(path):
            word = row["name"].lower()
            if WORD.fullmatch(word) and found.get(word, "NN") in ("NN", "NNS"):
                found[word] = name
    for row in table("Gazetteers/word/role-noun.tsv"):
        for number, word in enumerate([row["name"], *row.get("aliases", "").split("|")]):
            if word.islower() and row["kind"] == "person":
                found[word] = "persons" if number else "person"
            elif word.islower() and row["kind"] == "organization" and found.get(word) != "site":
                found[word] = "body"
    for path, name in (("person/occupation", "person"), ("person/role", "person"), ("word/kin", "kin")):
        for row in table(f"Gazetteers/{path}.tsv"):
            for word in spellings(row):
                found[word] = name
    return found


def class_of(word, known):
    if word in known:
        return known[word]
    return next((name for ending, name in ENDINGS if word.endswith(ending) and len(word) > len(ending) + 2), "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", metavar="TEXT")
    parser.add_argument("--counts")
    parser.add_argument("--words", nargs="*", default=[])
    options = parser.parse_args()
    counts = {}
    if options.counts:
        for line in rows(open(options.counts, encoding="utf-8")):
            word, small, capital = line.split()[:3]
            counts[word] = (int(small), int(capital))
    small, capital = counted(options.texts)
    for word in small:
        if small[word] >= LEAST and word not in counts and not options.counts:
            counts[word] = (small[word], capital[word])
    for text in texts(options.words):
        for word in text.split():
            if len(word) > 2 and word not in counts and word.islower() and WORD.fullmatch(word) and word[-2:] != "'s":
                counts[word] = (max(1, small[word]), capital[word])
    known = classes()
    print(header("Words: how often news has each in small letters, how often with a capital inside a sentence, its class.",
                 "news texts, by counting, and SCOWL's lists of words", "Learning/learners/common_words.py",
                 "these are counts; what is made of them is measured in evidence.tsv"), end="")
    for word in sorted(counts):
        name = class_of(word, known)
        print(word, *counts[word], *([f"<{name}>"] if name else []))


if __name__ == "__main__":
    main()
