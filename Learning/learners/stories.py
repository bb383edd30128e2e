#!/usr/bin/env python3
"""Learns how much speaks for two articles reporting one event (Digest.alike), and says how it carries over.

    stories.py WORDS RECORDS GOLD [RECORDS GOLD]...

WORDS is Rules/learnt/names/common-words.txt; RECORDS is what `hearsay extract` wrote; GOLD has lines with `id` (the document's
key) and `story`. Prints the B-cubed F1 of stories in four parts, each grouped by what the others taught, then the weights
learnt on all. Stories of one topic (the number in `ecb-12ecb`) stay in one part. Needs numpy.
"""
import collections
import datetime
import json
import math
import re
import sys

import numpy as np

from common import rows

THRESHOLD, LEAD, REACH = 0.45, 60, 1000
DOUBTS = (0, 16, 0, 3, 2)  # the weight of an entry that no other text has, so that one word or figure of few is no sign
KINDS = {"person": 1.5, "place": 1.5, "organization": 1.0, "group": 0.3}


class Words:
    def __init__(self, path):
        self.counts = {}
        with open(path, encoding="utf-8") as lines:
            for line in rows(lines):
                word, small, capital = line.split()[:3]
                self.counts[word] = float(small) + float(capital)
        self.total = sum(self.counts.values())

    def rarity(self, word):
        return -math.log2((self.counts.get(word, 0) + 0.5) / self.total)


def stem(word):
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def load(records, gold, words):
    documents, by_id = [], {}
    with open(records, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["type"] == "document":
                by_id[record["id"]] = record | {"entities": []}
                documents.append(by_id[record["id"]])
            elif record["type"] == "entity":
                by_id[record["document"]]["entities"].append(record)
    stories = {}
    with open(gold, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            stories[row["id"]] = row["story"]
    documents = [document for document in documents if document["key"] in stories]
    days = [document["published"] and datetime.date.fromisoformat(document["published"]).toordinal() for document in documents]
    vectors = [views(document, words) for document in documents]
    cosines = np.stack([cosine([view[part] for view in vectors], DOUBTS[part]) for part in range(5)], -1)
    gaps = np.array([[-1 if a is None or b is None else abs(a - b) for a in days] for b in days])
    return cosines, np.array([stories[document["key"]] for document in documents]), gaps


def views(document, words):
    """The five ways of seeing a text: small, capital, pairs, figures, names."""
    small, capital, pairs, figures, named = (collections.Counter() for _ in range(5))
    previous = None
    for place, match in enumerate(re.finditer(r"[A-Za-z][A-Za-z'’]*|\d[\d.,]*\d|\d", document["text"])):
        if place >= REACH:
            break
        weight = 2 if place < LEAD else 1
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        if word[:1].isdigit():
            figures[word] += weight
            previous = None
        elif words.rarity(word) < 9:
            previous = None
        else:
            key = stem(word)
            (capital if match.group()[0].isupper() else small)[key] += weight
            if previous:
                pairs[previous, key] += 1
            previous = key
    for entity in document["entities"]:
        names = [mention for mention in entity["mentions"] if mention["form"] == "name"]
        if names:
            lead = 2 if names[0]["start"] < 400 else 1
            named[entity["kind"], entity["name"].lower()] += (1 + math.log(len(names))) * KINDS[entity["kind"]] * lead
    scaled = lambda counts, weight: {key: (1 + math.log(max(1, n))) * weight(key) for key, n in counts.items()}
    return (
        scaled(small, lambda key: min(words.rarity(key), 20) - 4),
        scaled(capital, lambda key: min(words.rarity(key), 18) - 2),
        scaled(pairs, lambda key: 1),
        scaled(figures, lambda key: min(1 + sum(c.isdigit() for c in key), 5)),
        named,
    )


def cosine(vectors, doubt):
    places = {}
    rows = [[(places.setdefault(key, len(places)), value) for key, value in vector.items()] for vector in vectors]
    matrix = np.zeros((len(vectors), max(1, len(places))), dtype=np.float32)
    for row, entries in enumerate(rows):
        for column, value in entries:
            matrix[row, column] = value
    matrix /= np.sqrt((matrix**2).sum(1, keepdims=True) + doubt**2) + 1e-9
    return matrix @ matrix.T


def fit(rows, truth):
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    scaled = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    weights = np.zeros(scaled.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - truth) + weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights[:-1] / spread, weights[-1] - (weights[:-1] / spread * mean).sum()


def group(alike):
    """Average linkage down to the threshold."""
    alike, count = alike.copy(), len(alike)
    np.fill_diagonal(alike, -1)
    sizes, labels = np.ones(count), np.arange(count)
    while True:
        one, two = divmod(int(np.argmax(alike)), count)
        if alike[one, two] < THRESHOLD:
            return labels
        alike[one] = (alike[one] * sizes[one] + alike[two] * sizes[two]) / (sizes[one] + sizes[two])
        alike[:, one] = alike[one]
        alike[one, one] = -1
        alike[two] = alike[:, two] = -1
        sizes[one] += sizes[two]
        labels[labels == two] = one


def b_cubed(gold, found):
    sizes, kinds, both = collections.Counter(found), collections.Counter(gold), collections.Counter(zip(gold, found))
    precision = sum(both[pair] / sizes[pair[1]] for pair in zip(gold, found)) / len(gold)
    recall = sum(both[pair] / kinds[pair[0]] for pair in zip(gold, found)) / len(gold)
    return 2 * precision * recall / (precision + recall)


def factor(gaps):
    steps = [(gaps < 0, 1), (gaps <= 1, 1.3), (gaps <= 2, 1.15), (gaps <= 3, 1), (gaps <= 5, 0.6), (gaps <= 10, 0.2)]
    return np.select([condition for condition, _ in steps], [value for _, value in steps], 0)


def pairs(data, chosen):
    cosines, stories, gaps = data
    kept = np.where(chosen)[0]
    upper = np.triu_indices(len(kept), 1)
    rows, near = cosines[kept][:, kept][upper], gaps[kept][:, kept][upper]
    same = (stories[kept][:, None] == stories[kept][None])[upper].astype(float)
    wanted = (rows[:, :2].max(1) > 0.05) & (near <= 6)
    return rows[wanted], same[wanted]


def main():
    words = Words(sys.argv[1])
    sets = [load(records, gold, words) for records, gold in zip(sys.argv[2::2], sys.argv[3::2])]
    topics = [[re.sub(r"^(ecb-\d+).*", r"\1", story) for story in data[1]] for data in sets]
    parts = []
    for names in topics:
        order = np.random.RandomState(1).permutation(sorted(set(names)))
        place = {name: number % 4 for number, name in enumerate(order)}
        parts.append(np.array([place[name] for name in names]))
    found = [np.zeros(len(data[1]), dtype=int) for data in sets]
    for part in range(4):
        learnt = [pairs(data, parts[number] != part) for number, data in enumerate(sets)]
        weights, bias = fit(np.concatenate([rows for rows, _ in learnt]), np.concatenate([truth for _, truth in learnt]))
        for number, (cosines, _, gaps) in enumerate(sets):
            kept = np.where(parts[number] == part)[0]
            alike = 1 / (1 + np.exp(-(cosines[kept][:, kept] @ weights + bias) / 2)) * factor(gaps[kept][:, kept])
            found[number][kept] = group(np.minimum(alike, 1)) + part * 100_000
    for number, data in enumerate(sets):
        print(f"{sys.argv[2 + 2 * number]}: B-cubed F1 {100 * b_cubed(list(data[1]), list(found[number])):.1f} in four parts")
    learnt = [pairs(data, np.ones(len(data[1]), dtype=bool)) for data in sets]
    weights, bias = fit(np.concatenate([rows for rows, _ in learnt]), np.concatenate([truth for _, truth in learnt]))
    print("small, capital, pairs, figures, names:", ", ".join(f"{weight:.3f}" for weight in weights), "bias", f"{bias:.3f}")


main()
