#!/usr/bin/env python3
"""Learn the weights of the signs by which the kind of a document is told (Rules/learnt/genre/weights.tsv).

    genres.py SIGNS.tsv LABELS.tsv [--out weights.tsv] [--folds 5] [--l2 3] [--models 8]

SIGNS   what `hearsay-learn genres` prints: a document a line: origin, key, address, why it is no article, its signs with
        the address and what the page says of itself, its signs without them
LABELS  a document a line: its key or the name of its page, its site, its kind (a column of weights.tsv)

A document is learnt from twice, with the signs round its text and without, so that plain texts are told as well. The
model is a logistic regression over all kinds with an L2 penalty; rare kinds count more (the root of how rare). The
weights written are the average over models of sites drawn with replacement; only signs that four sites have get one. Kinds
of which there are hardly any examples get the weights of GIVEN on top. The folds are split by site: no site is both
learnt from and tested on. Needs numpy and scipy; the same input gives the same bytes.
"""
import argparse
import collections
import hashlib
import os
import re

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from common import header

KINDS = ["news", "feature", "opinion", "interview", "letter", "review", "guide", "press release", "sport", "blog",
         "listing", "transcript", "forum", "documentation", "product", "index", "service page"]
NOT_ARTICLES = KINDS[12:]
# Set by hand: kinds with fewer than ten examples, and addresses whose publisher says what it is.
GIVEN = {
    "text.notice.1": {"press release": 3000}, "text.notice.2": {"press release": 1500},
    "address.press": {"press release": 1500}, "address.letters": {"letter": 3500},
    "text.letter.5": {"letter": 800}, "text.letter.10": {"letter": 800},
    "title.interview": {"interview": 2500}, "address.interview": {"interview": 1500},
    "shape.questions.15": {"interview": 800}, "shape.questions.30": {"interview": 1200},
    "shape.labels.10": {"interview": 700}, "shape.labels.30": {"interview": 500, "transcript": 2500},
    "address.opinion": {"opinion": 2500}, "section.opinion": {"opinion": 800}, "type.opinion": {"opinion": 4000},
    "address.sport": {"sport": 1500}, "section.sport": {"sport": 700}, "title.review": {"review": 1000},
    "address.review": {"review": 700}, "type.review": {"review": 500},
}


def page_name(origin):
    return re.sub(r"\.(gz|zst|xz|bz2)$", "", os.path.basename(origin))


def read(signs, labels):
    """Rows of (site, kind, signs, is it with the signs round the text)."""
    kinds = {}
    with open(labels, encoding="utf-8") as lines:
        for line in lines:
            name, site, kind = line.rstrip("\n").split("\t")
            kinds[name] = (site, kind)
    rows = []
    with open(signs, encoding="utf-8") as lines:
        for line in lines:
            origin, key, _, _, full, bare = line.rstrip("\n").split("\t")
            found = kinds.get(key) or kinds.get(page_name(origin))
            if not found:
                continue
            rows.append((*found, full.split(), True))
            if bare != full:
                rows.append((*found, bare.split(), False))
    return rows


def matrix(rows, columns):
    at, to = [], []
    for index, row in enumerate(rows):
        for sign in row[2]:
            if sign in columns:
                at.append(index)
                to.append(columns[sign])
    return csr_matrix((np.ones(len(at)), (at, to)), shape=(len(rows), len(columns)))


def common_signs(rows):
    sites = collections.defaultdict(set)
    for site, _, signs, _ in rows:
        for sign in signs:
            sites[sign].add(site)
    return sorted(sign for sign, found in sites.items() if len(found) >= 4)


def learn(rows, signs, l2, counts=None):
    """The weights, a row a sign; `counts` says how often each row counts."""
    x = matrix(rows, {sign: index for index, sign in enumerate(signs)})
    y = np.array([KINDS.index(row[1]) for row in rows])
    sizes = np.bincount(y, minlength=len(KINDS))
    share = np.sqrt(len(rows) / np.maximum(sizes, 1)) ** 0.6
    each = share[y] * (np.ones(len(rows)) if counts is None else counts)
    each *= len(rows) / each.sum() / 2                       # a document is there twice
    wanted = np.zeros((len(rows), len(KINDS)))
    wanted[np.arange(len(rows)), y] = 1

    def loss(flat):
        weights = flat.reshape(len(signs), len(KINDS))
        sums = x @ weights
        sums -= sums.max(1, keepdims=True)
        shares = np.exp(sums)
        shares /= shares.sum(1, keepdims=True)
        value = -(each * np.log(shares[np.arange(len(rows)), y] + 1e-12)).sum() + l2 / 2 * (flat @ flat)
        slope = x.T @ ((shares - wanted) * each[:, None]) + l2 * weights
        return value, slope.ravel()

    found = minimize(loss, np.zeros(len(signs) * len(KINDS)), jac=True, method="L-BFGS-B", options={"maxiter": 80})
    return found.x.reshape(len(signs), len(KINDS))


def averaged(rows, l2, models):
    signs = common_signs(rows)
    sites = sorted({row[0] for row in rows})
    total = np.zeros((len(signs), len(KINDS)))
    for number in range(models):
        drawn = np.random.default_rng(number).integers(0, len(sites), len(sites))
        often = collections.Counter(sites[index] for index in drawn)
        total += learn(rows, signs, l2, np.array([float(often[row[0]]) for row in rows]) + 1e-9)
    return signs, total / models


def with_given(signs, weights):
    columns = {sign: index for index, sign in enumerate(signs)}
    rows = [list(row) for row in weights]
    for sign, given in GIVEN.items():
        if sign not in columns:
            columns[sign] = len(rows)
            signs = signs + [sign]
            rows.append([0.0] * len(KINDS))
        for kind, points in given.items():
            rows[columns[sign]][KINDS.index(kind)] += points / 1000
    return signs, np.array(rows)


def shares_of(rows, signs, weights):
    sums = matrix(rows, {sign: index for index, sign in enumerate(signs)}) @ weights
    sums -= sums.max(1, keepdims=True)
    shares = np.exp(sums)
    return shares / shares.sum(1, keepdims=True)


def report(rows, shares, title):
    """What GenreTagging.swift would say (its thresholds), against what is right."""
    is_none = np.array([kind in NOT_ARTICLES for kind in KINDS])
    none = shares[:, is_none].sum(1)
    table = collections.Counter()
    told = right = marked = wrong = missed = 0
    for row, share, away in zip(rows, shares, none):
        best = np.where(is_none == (away >= 0.5), share, -1).argmax()
        if row[1] in NOT_ARTICLES:
            marked += away >= 0.8
            missed += away < 0.8
        else:
            wrong += away >= 0.8
        genre = KINDS[best] if not is_none[best] and share[best] >= 0.45 * (1 - away) else None
        if row[1] not in NOT_ARTICLES:
            told += genre is not None
            right += genre == row[1]
        table[row[1], genre] += 1
    articles = sum(row[1] not in NOT_ARTICLES for row in rows)
    line = (f"{title}: {articles} articles, a genre told of {told}, right {right} ({100 * right / max(1, told):.1f} %); "
            f"no articles {marked + missed}, marked {marked}, articles marked {wrong}")
    print(line)
    for kind in KINDS[:12]:
        gold = sum(row[1] == kind for row in rows)
        said = sum(count for (_, genre), count in table.items() if genre == kind)
        hits = table[kind, kind]
        if gold:
            print(f"  {kind:14} {gold:5}  told {said:5}  P {100 * hits / max(1, said):5.1f}  R {100 * hits / gold:5.1f}")
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("signs")
    parser.add_argument("labels")
    parser.add_argument("--out")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--l2", type=float, default=3)
    parser.add_argument("--models", type=int, default=8)
    options = parser.parse_args()
    rows = read(options.signs, options.labels)
    fold = [int(hashlib.md5(row[0].encode()).hexdigest(), 16) % max(1, options.folds) for row in rows]
    figure = ""
    if options.folds > 1:
        tested, shares = [], []
        for number in range(options.folds):
            part = [row for row, own in zip(rows, fold) if own != number]
            signs, weights = with_given(*averaged(part, options.l2, max(1, options.models // 4)))
            held = [row for row, own in zip(rows, fold) if own == number]
            tested += held
            shares.append(shares_of(held, signs, weights))
        shares = np.concatenate(shares)
        for is_full, title in ((True, "with address and page"), (False, "text alone")):
            chosen = [index for index, row in enumerate(tested) if row[3] == is_full]
            line = report([tested[index] for index in chosen], shares[chosen], f"held out by site, {title}")
            figure = figure or line
    if options.out:
        signs, weights = with_given(*averaged(rows, options.l2, options.models))
        with open(options.out, "w", encoding="utf-8") as out:
            out.write(header("What a sign says of the kind of a document, in thousandths of a nat.",
                             "pages whose kind a reader told", "make learn-genres LABELS=file", figure))
            out.write("\t".join(["sign"] + KINDS) + "\n")
            for sign, row in sorted(zip(signs, weights), key=lambda pair: pair[0]):
                points = [str(round(1000 * weight)) for weight in row]
                out.write("\t".join([sign] + points) + "\n")


if __name__ == "__main__":
    main()
