#!/usr/bin/env python3
"""Measures how often entities with so much for them are right, and writes `Rules/learnt/names/confidence.tsv`.

    names_confidence.py PROGRAM CORPORA WEIGHTS OUT.tsv

PROGRAM is the built `hearsay`, CORPORA holds a folder a corpus (`gold.jsonl`, `text/`), WEIGHTS.0, WEIGHTS.1 … are the
tables that `names.py --parts` wrote: each document is read with the weights that it did not teach. An entity is right
where most of its mentions are, to the letter and of the right kind. What is an event, a work, a product is no entity:
one found there is wrong. The shares rise with the score (isotonic regression) and are smoothed to the whole with few
entities. The error that is printed is measured on documents that the shares were not taken from.
"""
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile

from common import ROOT, header, learnt
from names import HALF_MARKED, KINDS, fold_of

STEPS = [0, 0.5, 1, 2, 3, 4, 6, 8, 12, 16]
# Shares by which a score can be read off a record.
READ_OFF = [0, 5, 10, 20, 30, 40, 60, 80, 92, 99]
FINDERS = ["rule", "list", "evidence"]


def table(path, shares, figure="not measured"):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(header("How often an entity is right, in hundredths, by what found it, its kind, and how much speaks for it.",
                       "annotated names (worldwide, re3d, wikigold, wnut17)", "make learn-names", figure))
        f.write("finder\tkind\t" + "\t".join(f"{s:g}" for s in STEPS) + "\n")
        for finder in FINDERS:
            for kind in KINDS:
                f.write(f"{finder}\t{kind}\t" + "\t".join(str(round(x)) for x in shares[finder, kind]) + "\n")


def score_of(confidence):
    """The score of a confidence of the table READ_OFF."""
    share = 100 * confidence
    for i in range(1, len(STEPS)):
        if share <= READ_OFF[i]:
            part = (share - READ_OFF[i - 1]) / (READ_OFF[i] - READ_OFF[i - 1])
            return STEPS[i - 1] + part * (STEPS[i] - STEPS[i - 1])
    return STEPS[-1]


def records(program, folder, weights, work):
    """The records of a folder of texts, read with these weights."""
    rules = os.path.join(work, "Rules")
    shutil.copytree(os.path.join(ROOT, "Rules"), rules, dirs_exist_ok=True)
    shutil.copy(weights, learnt("names/evidence.tsv", rules))
    table(learnt("names/confidence.tsv", rules), collections.defaultdict(lambda: READ_OFF))
    resources = os.path.join(work, "resources")
    gazetteers = os.path.join(ROOT, "Gazetteers")
    subprocess.run([program, "compile", "-q", "--gazetteers", gazetteers, "--rules", rules, "-o", resources], check=True)
    out = subprocess.run([program, "extract", folder, "--resources", resources, "--quiet"], stdout=subprocess.PIPE)
    return [json.loads(line) for line in out.stdout.decode("utf-8").splitlines()]


def load_gold(corpora):
    gold = {}
    for corpus in sorted(os.listdir(corpora)):
        path = os.path.join(corpora, corpus, "gold.jsonl")
        if os.path.exists(path):
            for line in open(path, encoding="utf-8"):
                g = json.loads(line)
                gold[g["document"]] = (corpus, g)
    return gold


def is_right(entity, corpus, gold):
    """Whether most of an entity's mentions are right; None where the corpus does not tell."""
    spans = {}
    for m in gold["mentions"]:
        for span in [(m["start"], m["end"])] + [tuple(a) for a in m.get("also", [])]:
            spans.setdefault(span, {m["kind"]} | set(m.get("kinds") or ()))
    right = known = 0
    for m in entity["mentions"]:
        if m["form"] != "name":
            continue
        span = (m["start"], m["end"])
        is_ignored = any(a < span[1] and span[0] < b for a, b in gold.get("ignore", []))
        if is_ignored and span not in spans and corpus in HALF_MARKED:
            continue
        known += 1
        right += entity["kind"] in spans.get(span, ())
    return None if known == 0 else 2 * right > known


def isotonic(points, prior, strength=8):
    """Shares at STEPS of (score, right) points: rising, drawn to the prior where there are few."""
    cells = [[strength * prior[i], strength] for i in range(len(STEPS))]
    for score, right in points:
        i = 1
        while i + 1 < len(STEPS) and STEPS[i] < score:
            i += 1
        part = min(1, (score - STEPS[i - 1]) / (STEPS[i] - STEPS[i - 1]))
        for cell, weight in ((i - 1, 1 - part), (i, part)):
            cells[cell][0] += weight * right
            cells[cell][1] += weight
    blocks = []
    for right, count in cells:
        blocks.append([right, count, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last)]
    return [right / count for right, count, length in blocks for _ in range(length)]


def learn(points):
    """→ {(finder, kind): shares in hundredths}."""
    whole = isotonic([p[2:4] for p in points], [0.5 + 0.05 * min(s, 9) for s in STEPS])
    shares = {}
    for finder in FINDERS:
        own = isotonic([p[2:4] for p in points if p[0] == finder], whole)
        for kind in KINDS:
            of_kind = isotonic([p[2:4] for p in points if p[:2] == (finder, kind)], own)
            shares[finder, kind] = [100 * x for x in of_kind]
    return shares


def share(shares, point):
    finder, kind, score = point[:3]
    own, i = shares[finder, kind], 1
    while i + 1 < len(STEPS) and STEPS[i] < score:
        i += 1
    part = min(1, (score - STEPS[i - 1]) / (STEPS[i] - STEPS[i - 1]))
    return (own[i - 1] + part * (own[i] - own[i - 1])) / 100


def error(pairs):
    """The mean distance of the confidence from the share of right ones, by tenths of the confidence."""
    bins = collections.defaultdict(list)
    for confidence, right in pairs:
        bins[min(int(confidence * 10), 9)].append((confidence, right))
    return sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(pairs))


def main():
    program, corpora, weights, out = sys.argv[1:5]
    gold = load_gold(corpora)
    parts = []
    while os.path.exists(f"{weights}.{len(parts)}"):
        parts.append(f"{weights}.{len(parts)}")
    points = []
    for part, path in enumerate(parts):
        with tempfile.TemporaryDirectory() as work:
            texts = os.path.join(work, "texts")
            os.mkdir(texts)
            for document, (corpus, _) in gold.items():
                if fold_of(document, len(parts)) == part:
                    shutil.copy(os.path.join(corpora, corpus, "text", document + ".txt"), texts)
            names = {}
            for r in records(os.path.abspath(program), texts, path, work):
                if r["type"] == "document":
                    names[r["id"]] = os.path.basename(r["origin"])[:-4]
                elif r["type"] == "entity":
                    document = names[r["document"]]
                    right = is_right(r, *gold[document])
                    last = r["rule"].rsplit(".", 1)[1]
                    finder = last if last in FINDERS else "rule"
                    if right is not None:
                        points.append((finder, r["kind"], score_of(r["confidence"]), right, document))
    pairs = []
    for part in range(5):
        shares = learn([p for p in points if fold_of(p[4], 5) != part])
        pairs += [(share(shares, p), p[3]) for p in points if fold_of(p[4], 5) == part]
    shares = learn(points)
    table(out, shares, f"calibration error {error(pairs):.3f} on documents that the shares were not taken from")
    print(f"{len(points)} entities, {100 * sum(p[3] for p in points) / len(points):.1f} % right; error {error(pairs):.3f}")
    for corpus in sorted({c for c, _ in gold.values()}):
        own = [(x, p) for x, p in zip([share(shares, p) for p in points], points) if gold[p[4]][0] == corpus]
        print(f"  {corpus:10} {100 * sum(p[3] for _, p in own) / len(own):.1f} % right, error {error([(x, p[3]) for x, p in own]):.3f}")
    for low in (0.5, 0.6, 0.7, 0.8, 0.9):
        own = [r for c, r in pairs if c >= low]
        print(f"  at {low} and more: {100 * len(own) / len(pairs):.0f} % of them, {100 * sum(own) / max(1, len(own)):.1f} % right")


if __name__ == "__main__":
    main()
