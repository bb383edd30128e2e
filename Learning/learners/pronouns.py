#!/usr/bin/env python3
"""Learns what speaks for an antecedent of *he* and *she*: the table `Rules/learnt/sources/pronouns.tsv`.

    pronouns.py unpack FOLDER TEXTS
    pronouns.py learn CANDIDATES --pairs GOLD [--quotes FOLDER] [--chains GOLD] [--folds N] [--ridge X] [--table FILE]

`unpack` writes the texts of the articles with quotes (see --quotes) as files. CANDIDATES is what `hearsay-learn pronouns`
writes of the texts: for each pronoun the entities that it could stand
for and what holds of each.
--pairs   JSON Lines: `document`, `text`, `pronoun` (code points), and two names `A` and `B` with `span` and `coref`
--quotes  a folder with `documents.jsonl` (`id`, `text`) and `gold.jsonl` (`id`, `attributions` with `source`, `aliases`):
          corpora/wild; the articles of annotated.tsv are taken from the corpora beside it
--chains  JSON Lines: `document`, `text`, `chains` of mentions with `start`, `end`, `form`

The chance of a candidate is the exponent of the sum of its weights over that of all of them and of none; learnt is what
makes the right ones likeliest. A weight is what all forms of pronouns share, and what *he*, *him* and *his* each add to
it. With --folds the documents are parted, and each part is resolved with what the others taught: those figures are the
honest ones. The candidates hang on the table in use, by which the pronouns before were resolved: keep what is learnt only
where the program's own figures rise (`make score`). --table writes the columns of *he*, *him* and *his* into the table, to
two digits, the same bytes each time for the same candidates.
Needs numpy and scipy.
"""
import argparse
import collections
import json
import os
import sys
import zlib

import numpy
import scipy.optimize
import scipy.sparse

import annotated
from common import header

FORMS = 3
# Signs whose weights are set by hand: no text of ours tells whether somebody without a name is meant, and in those that
# pair two people a wrong gender is commoner than elsewhere.
BY_HAND = {"unnamedSpeaker": 4.0, "clash": -9.0}
# How much a pronoun that is the source of a quote counts: there are more of men among them than elsewhere.
QUOTES = 0.4
GENDERED = set("he him his himself she her hers herself".split())

# What is known of a pronoun: where it is from, its form, its candidates, the entities that it means and those that it
# does not mean, and the row of the gold file.
Example = collections.namedtuple("Example", "corpus document form candidates right wrong row")


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


def lines(path):
    for line in open(path, encoding="utf-8"):
        yield json.loads(line)


def bytes_at(text, place):
    return tuple(len(text[:offset].encode()) for offset in place)


def over(document, place):
    """The entities that have a name there."""
    return {e for e, spans in document["entities"].items() for a, b in spans if a < place[1] and place[0] < b}


def pairs(documents, path):
    for row in lines(path):
        document = documents.get(row["document"])
        if document is None:
            continue
        form, candidates = document["pronouns"].get(bytes_at(row["text"], row["pronoun"]), (0, []))
        found = {name: over(document, bytes_at(row["text"], row[name]["span"])) for name in "AB"}
        right = {e for name in "AB" if row[name]["coref"] for e in found[name]}
        wrong = found["A"] | found["B"]
        none = not (row["A"]["coref"] or row["B"]["coref"])
        yield Example("pairs", row["document"], form, candidates, None if none else right, wrong, (row, found))


def articles(folder):
    """texts and attributions by the names of articles: those of a folder, and those of annotated.tsv"""
    texts, gold = annotated.documents(os.path.join(folder, "../..")), annotated.gold()
    texts.update({row["id"]: row["text"] for row in lines(os.path.join(folder, "documents.jsonl"))})
    gold.update({row["id"]: row["attributions"] for row in lines(os.path.join(folder, "gold.jsonl"))})
    return {"quotes-" + name.replace("/", "-"): (texts[name], gold[name]) for name in sorted(gold)}


def unpack(folder, out):
    for name, (text, _) in articles(folder).items():
        with open(os.path.join(out, name + ".txt"), "w", encoding="utf-8") as file:
            file.write(text)


def is_name(word, attribution):
    aliases = attribution["aliases"]
    return annotated.is_name(word, attribution) if isinstance(aliases, set) else word in {a.lower() for a in aliases}


def quotes(documents, folder):
    for name, (text, attributions) in articles(folder).items():
        document = documents.get(name)
        if document is None:
            continue
        body = text.encode()
        spelt = {e: {body[a:b].decode().lower() for a, b in spans} for e, spans in document["entities"].items()}
        for found in attributions:
            if not found["source"] or not found["name"] or text[slice(*found["source"])].lower() not in GENDERED:
                continue
            form, candidates = document["pronouns"].get(bytes_at(text, found["source"]), (0, []))
            right = {e for e, words in spelt.items() if any(is_name(word, found) for word in sorted(words))}
            yield Example("quotes", name, form, candidates, right, set(), None)


def chains(documents, path):
    for row in lines(path):
        document = documents.get(row["document"])
        if document is None:
            continue
        for chain in row["chains"]:
            mentions = chain["mentions"]
            places = [bytes_at(row["text"], (m["start"], m["end"])) for m in mentions if m["form"] == "name"]
            right = {e for place in places for e in over(document, place)}
            for m in mentions:
                if m["form"] != "pronoun" or row["text"][m["start"]:m["end"]].lower() not in GENDERED or not right:
                    continue
                form, candidates = document["pronouns"].get(bytes_at(row["text"], (m["start"], m["end"])), (0, []))
                yield Example("chains", row["document"], form, candidates, right, set(), None)


def matrix(examples, count, hand):
    """The signs of all candidates as a sparse matrix, the points set by hand, the pronoun of each, whether it may be
    chosen, and how much each pronoun counts; the last candidate of a pronoun is that it is nobody."""
    places, values, owners, points, pronoun, good, counts = [], [], [], [], [], [], []
    number = 0
    for example in examples:
        none = example.right is None
        kept = [e not in example.wrong if none else e in example.right for e, _ in example.candidates]
        if not example.candidates or not (none or any(kept)):
            continue
        for _, signs in example.candidates + [(-1, [])]:
            points.append(sum(hand[sign] * value for sign, value in signs if sign in hand))
            for sign, value in signs:
                if sign in hand:
                    continue
                places += [sign, count * (example.form + 1) + sign]
                values += [value, value]
                owners += [len(pronoun)] * 2
            pronoun.append(number)
        good += kept + [none]
        counts.append(QUOTES if example.corpus == "quotes" else 1.0)
        number += 1
    shape = (len(pronoun), count * (FORMS + 1))
    signs = scipy.sparse.csr_matrix((values, (owners, places)), shape)
    return signs, numpy.array(points), numpy.array(pronoun), numpy.array(good), numpy.array(counts)


def learn(examples, names, ridge):
    """The weights by form and sign."""
    count = len(names)
    hand = {names.index(name): weight for name, weight in BY_HAND.items() if name in names}
    signs, points, pronoun, good, counts = matrix(examples, count, hand)
    starts = numpy.flatnonzero(numpy.diff(pronoun, prepend=-1))

    def loss(weights):
        score = signs @ weights + points
        score -= numpy.maximum.reduceat(score, starts)[pronoun]
        odds = numpy.exp(score)
        right = odds * good
        everything, kept = numpy.add.reduceat(odds, starts), numpy.add.reduceat(right, starts) + 1e-300
        share = counts[pronoun] * (odds / everything[pronoun] - right / kept[pronoun])
        cost = numpy.sum(counts * (numpy.log(everything) - numpy.log(kept))) + ridge / 2 * weights @ weights
        return cost, signs.T @ share + ridge * weights

    found = scipy.optimize.minimize(loss, numpy.zeros(signs.shape[1]), jac=True, method="L-BFGS-B").x
    shared = found[:count]
    weights = [shared + found[count * (form + 1) : count * (form + 2)] for form in range(FORMS)]
    for form in range(FORMS):
        for sign, weight in hand.items():
            weights[form][sign] = weight
    return weights


def choose(example, weights, least):
    best, most = None, least
    for entity, signs in example.candidates:
        value = sum(weights[example.form][s] * v for s, v in signs)
        if value > most:
            best, most = entity, value
    return best


def figures(examples, chosen):
    """F1 of the pairs, by gender too; of the others the share that is right."""
    counts, shares = collections.defaultdict(lambda: [0, 0, 0]), collections.defaultdict(lambda: [0, 0])
    for example, best in zip(examples, chosen):
        if example.corpus != "pairs":
            shares[example.corpus][0] += best is not None and best in example.right
            shares[example.corpus][1] += 1
            continue
        row, found = example.row
        for name in "AB":
            ours, right = best is not None and best in found[name], row[name]["coref"]
            for key in ("all", row["gender"]):
                counts[key][0 if ours and right else 1 if ours else 2] += ours or right
    f1 = {key: 200 * c[0] / max(1, 2 * c[0] + c[1] + c[2]) for key, c in counts.items()}
    f1["bias"] = f1.get("F", 0) / max(1e-9, f1.get("M", 0))
    return {**f1, **{f"{key} of {c[1]}": 100 * c[0] / c[1] for key, c in shares.items()}}


def show(title, found):
    print(title, {key: round(value, 2) for key, value in found.items()})


WHAT = """What speaks for an antecedent of a pronoun, in nats (`PronounSign`). The columns of *he*, *him* and *his*, which hold for
*she* too, are learnt, but for the rows clash and unnamedSpeaker; those rows and the columns of *they* and *it*, *them* and
*their* are set by hand. Below `least` a pronoun stays alone."""


def write(path, names, weights, figure):
    """Puts the learnt columns into the table; the others stay as they are."""
    with open(path, encoding="utf-8") as file:
        rows = [line.split("\t") for line in file.read().rstrip("\n").split("\n")]
    columns = next(row for row in rows if row[0] == "sign")
    others = {row[0]: row[4:] for row in rows if row[0] in names}
    kept = [row for row in rows if row[0] in ("sign", "least")]
    for sign, name in enumerate(names):
        learnt = ["%.2f" % weights[form][sign] for form in range(FORMS)]
        learnt = ["0.00" if w == "-0.00" else w for w in learnt]
        kept.append([name] + learnt + others.get(name, ["0.00"] * (len(columns) - 4)))
    with open(path, "w", encoding="utf-8") as file:
        file.write(header(WHAT, "pairs of names (gap), chains of mentions (gum) and sources of quotes (wild)",
                          "make learn-pronouns", figure))
        file.writelines("\t".join(row) + "\n" for row in kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    if sys.argv[1:2] == ["unpack"] and len(sys.argv) == 4:
        return unpack(*sys.argv[2:])
    parser.add_argument("command", choices=["learn"])
    parser.add_argument("candidates")
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--quotes")
    parser.add_argument("--chains")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--ridge", type=float, default=5.0)
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--table")
    options = parser.parse_args()
    names, documents = read(options.candidates)
    examples = list(pairs(documents, options.pairs))
    if options.quotes:
        examples += quotes(documents, options.quotes)
    if options.chains:
        examples += chains(documents, options.chains)
    measured = "not measured"
    if options.folds:
        fold = [zlib.crc32(example.document.encode()) % options.folds for example in examples]
        chosen = [None] * len(examples)
        for part in range(options.folds):
            weights = learn([e for e, f in zip(examples, fold) if f != part], names, options.ridge)
            for index, example in enumerate(examples):
                if fold[index] == part:
                    chosen[index] = choose(example, weights, options.least)
        found = figures(examples, chosen)
        show("parted", found)
        measured = f"F1 {found['all']:.1f} on pairs of names, in {options.folds} parts"
    weights = learn(examples, names, options.ridge)
    show("in sample", figures(examples, [choose(e, weights, options.least) for e in examples]))
    if options.table:
        write(options.table, names, weights, measured)


if __name__ == "__main__":
    main()
