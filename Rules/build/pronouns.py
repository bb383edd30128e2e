#!/usr/bin/env python3
"""Learns what speaks for an antecedent of *he* and *she*, for `Sources/Coreference/PronounWeights.swift`.

    pronouns.py CANDIDATES GOLD [--folds N] [--ridge X]

CANDIDATES is what `pronoun-evidence` (`swift build -c release --product pronoun-evidence`) writes of the texts: for each
pronoun the entities that it could stand for and what holds of each. GOLD is a file of JSON Lines: `document`, `text`,
`pronoun` (code points), and two names `A` and `B` with `span` and `coref`.
The chance of a candidate is the exponent of the sum of its weights over that of all of them and of none; learnt is what
makes the right ones likeliest. With --folds the documents are parted, and each part is resolved with what the others
taught: that figure is the honest one. Printed is what goes into the table, to two digits.
"""
import argparse
import collections
import json
import math
import random

SCALE = 1.0


def read(path):
    names, documents, current = [], {}, None
    for line in open(path, encoding="utf-8"):
        kind, _, rest = line.rstrip("\n").partition(" ")
        if kind == "N":
            names = rest.split()
        elif kind == "D":
            current = documents[rest] = {"entities": {}, "pronouns": {}}
        elif kind == "E":
            numbers = [int(n) for n in rest.split()]
            current["entities"][numbers[0]] = list(zip(numbers[1::2], numbers[2::2]))
        elif kind == "P":
            head, *candidates = rest.split("\t")
            found = []
            for candidate in candidates:
                entity, *signs = candidate.split()
                found.append((int(entity), [(int(s), float(v)) for s, v in (x.split(":") for x in signs)]))
            current["pronouns"][tuple(map(int, head.split()))] = found
    return names, documents


def examples(documents, gold):
    """For each pronoun: candidates, and which of them are A, B."""
    for line in open(gold, encoding="utf-8"):
        row = json.loads(line)
        document = documents.get(row["document"])
        if document is None:
            continue
        at = lambda offset: len(row["text"][:offset].encode())
        pronoun = tuple(at(n) for n in row["pronoun"])
        candidates = document["pronouns"].get(pronoun, [])
        entities = {}
        for name in "AB":
            start, end = (at(n) for n in row[name]["span"])
            entities[name] = {e for e, spans in document["entities"].items() for a, b in spans if a < end and start < b}
        yield row, candidates, entities


def score(weights, signs):
    return sum(weights[s] * v for s, v in signs)


def learn(rows, count, ridge, steps=400):
    weights = [0.0] * count
    data = []
    for row, candidates, entities in rows:
        named = entities["A"] | entities["B"]
        right = {e for name in "AB" if row[name]["coref"] for e in entities[name]}
        good = [i for i, (e, _) in enumerate(candidates) if e in right]
        none = False
        if not (row["A"]["coref"] or row["B"]["coref"]):
            good = [i for i, (e, _) in enumerate(candidates) if e not in named]
            none = True
        if (good or none) and candidates:
            data.append(([signs for _, signs in candidates], set(good), none))
    moments, squares = [0.0] * count, [0.0] * count
    for step in range(1, steps + 1):
        gradient = [-ridge * w for w in weights]
        for candidates, good, none in data:
            scores = [score(weights, signs) for signs in candidates] + [0.0]
            top = max(scores)
            odds = [math.exp(s - top) for s in scores]
            total = sum(odds)
            kept = sum(odds[i] for i in good) + (odds[-1] if none else 0.0)
            for i, signs in enumerate(candidates):
                share = (odds[i] / kept if i in good else 0.0) - odds[i] / total
                for s, v in signs:
                    gradient[s] += share * v
        for s in range(count):
            moments[s] = 0.9 * moments[s] + 0.1 * gradient[s]
            squares[s] = 0.999 * squares[s] + 0.001 * gradient[s] ** 2
            rate = 0.05 * min(1, 4 * (1 - step / (steps + 1)))
            weights[s] += rate * (moments[s] / (1 - 0.9**step)) / (math.sqrt(squares[s] / (1 - 0.999**step)) + 1e-8)
    return weights


def figures(rows, weights, least):
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for row, candidates, entities in rows:
        best, most = None, least
        for entity, signs in candidates:
            value = score(weights, signs)
            if value > most:
                best, most = entity, value
        for name in "AB":
            ours, right = best in entities[name] if best is not None else False, row[name]["coref"]
            for key in ("all", row["gender"]):
                counts[key][0 if ours and right else 1 if ours else 2] += ours or right
    f1 = {key: 200 * c[0] / max(1, 2 * c[0] + c[1] + c[2]) for key, c in counts.items()}
    return {**f1, "bias": f1.get("F", 0) / max(1e-9, f1.get("M", 0))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("candidates")
    parser.add_argument("gold")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--ridge", type=float, default=2.0)
    options = parser.parse_args()
    names, documents = read(options.candidates)
    rows = list(examples(documents, options.gold))
    if options.folds:
        random.Random(1).shuffle(rows)
        totals = []
        for fold in range(options.folds):
            weights = learn([r for i, r in enumerate(rows) if i % options.folds != fold], len(names), options.ridge)
            part = [r for i, r in enumerate(rows) if i % options.folds == fold]
            totals.append(figures(part, weights, -9))
        print({key: round(sum(t[key] for t in totals) / len(totals), 2) for key in totals[0]})
    weights = learn(rows, len(names), options.ridge)
    for least in (-9, -1, -0.5, 0, 0.5):
        print(least, {key: round(value, 2) for key, value in figures(rows, weights, least).items()})
    print(", ".join(f".{name}: {weight:.2f}" for name, weight in zip(names, weights)))


if __name__ == "__main__":
    main()
