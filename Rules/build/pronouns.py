#!/usr/bin/env python3
"""Learns what speaks for an antecedent of *he* and *she*, for `Sources/Coreference/PronounWeights.swift`.

    pronouns.py CANDIDATES GOLD [--folds N] [--ridge X]

CANDIDATES is what `pronoun-evidence` (`swift build -c release --product pronoun-evidence`) writes of the texts: for each
pronoun the entities that it could stand for and what holds of each. GOLD is a file of JSON Lines: `document`, `text`,
`pronoun` (code points), and two names `A` and `B` with `span` and `coref`.
The chance of a candidate is the exponent of the sum of its weights over that of all of them and of none; learnt is what
makes the right ones likeliest. A weight is what all forms of pronouns share, and what *he*, *him* and *his* each add to
it. With --folds the documents are parted, and each part is resolved with what the others taught: that figure is the
honest one. Printed are the rows of the table, to two digits. Needs numpy and scipy.
"""
import argparse
import collections
import json
import random

import numpy
import scipy.optimize
import scipy.sparse

FORMS = 3


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
            *place, form = map(int, head.split())
            current["pronouns"][tuple(place)] = (form, found)
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
        form, candidates = document["pronouns"].get(pronoun, (0, []))
        entities = {}
        for name in "AB":
            start, end = (at(n) for n in row[name]["span"])
            entities[name] = {e for e, spans in document["entities"].items() for a, b in spans if a < end and start < b}
        yield row, form, candidates, entities


def matrix(rows, count):
    """The signs of all candidates as a sparse matrix, the pronoun of each, and whether it may be chosen; the last
    candidate of a pronoun is that it is nobody."""
    places, values, owners, pronoun, good = [], [], [], [], []
    number = 0
    for row, form, candidates, entities in rows:
        named = entities["A"] | entities["B"]
        right = {e for name in "AB" if row[name]["coref"] for e in entities[name]}
        none = not (row["A"]["coref"] or row["B"]["coref"])
        kept = [e not in named if none else e in right for e, _ in candidates]
        if not candidates or not (none or any(kept)):
            continue
        for _, signs in candidates + [(-1, [])]:
            for sign, value in signs:
                places += [sign, count * (form + 1) + sign]
                values += [value, value]
                owners += [len(pronoun)] * 2
            pronoun.append(number)
        good += kept + [none]
        number += 1
    shape = (len(pronoun), count * (FORMS + 1))
    return scipy.sparse.csr_matrix((values, (owners, places)), shape), numpy.array(pronoun), numpy.array(good)


def learn(rows, count, ridge):
    """The weights by form and sign."""
    signs, pronoun, good = matrix(rows, count)
    starts = numpy.flatnonzero(numpy.diff(pronoun, prepend=-1))

    def loss(weights):
        score = signs @ weights
        score -= numpy.maximum.reduceat(score, starts)[pronoun]
        odds = numpy.exp(score)
        right = odds * good
        everything, kept = numpy.add.reduceat(odds, starts), numpy.add.reduceat(right, starts) + 1e-300
        share = odds / everything[pronoun] - right / kept[pronoun]
        cost = numpy.sum(numpy.log(everything) - numpy.log(kept)) + ridge / 2 * weights @ weights
        return cost, signs.T @ share + ridge * weights

    found = scipy.optimize.minimize(loss, numpy.zeros(signs.shape[1]), jac=True, method="L-BFGS-B").x
    shared = found[:count]
    return [shared + found[count * (form + 1) : count * (form + 2)] for form in range(FORMS)]


def figures(rows, weights, least):
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for row, form, candidates, entities in rows:
        best, most = None, least
        for entity, signs in candidates:
            value = sum(weights[form][s] * v for s, v in signs)
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
    for sign, name in enumerate(names):
        print(f"      (.{name}, " + ", ".join(f"{weights[form][sign]:.2f}" for form in range(FORMS)) + "),")


if __name__ == "__main__":
    main()
