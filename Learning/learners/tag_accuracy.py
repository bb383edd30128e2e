#!/usr/bin/env python3
"""Measures the parts of speech against those of annotated text.

usage: hearsay-learn tags RESOURCES FOLDER | tag_accuracy.py FOLDER/corenlp.tsv.gz [--short]

The standard input has a line a document (D, name) and a line a token (T, start, end, tag; offsets in code points).
CORENLP.TSV.GZ has a line a token: document, sentence, start, end, word, lemma, tag (further columns are not read).
Counted are the tokens that begin and end alike in both. Prints the share that agrees, with and without marks (--short: that alone), and what
is most often taken for what.
"""
import collections
import gzip
import sys

BRACKETS = {"(": "-LRB-", ")": "-RRB-"}
MARKS = {".", ",", ":", "``", "''", "-LRB-", "-RRB-", "$", "#", "-"}


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    gold = collections.defaultdict(dict)
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as stream:
        for line in stream:
            fields = line.rstrip("\n").split("\t")
            gold[fields[0]][fields[2], fields[3]] = BRACKETS.get(fields[6], fields[6])
    same = wrong = same_words = all_words = 0
    confusions = collections.Counter()
    document = None
    for line in sys.stdin:
        fields = line.rstrip("\n").split("\t")
        if fields[0] == "D":
            document = gold.get(fields[1], {})
            continue
        tag = document.get((fields[1], fields[2]))
        if tag is None:
            continue
        same += tag == fields[3]
        wrong += tag != fields[3]
        if tag not in MARKS:
            same_words += tag == fields[3]
            all_words += 1
        if tag != fields[3]:
            confusions[tag, fields[3]] += 1
    total = same + wrong
    tokens = sum(len(rows) for rows in gold.values())
    if sys.argv[2:] == ["--short"]:
        return print(f"{100 * same / max(1, total):.2f} % of {total} tokens of PolNeAR's development articles are right")
    print(f"{total} of {tokens} tokens begin and end alike")
    print(f"accuracy {100 * same / max(1, total):.2f} %, of words {100 * same_words / max(1, all_words):.2f} %")
    for (theirs, ours), count in confusions.most_common(12):
        print(f"{count:6} {theirs} taken for {ours}")


if __name__ == "__main__":
    main()
