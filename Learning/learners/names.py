#!/usr/bin/env python3
"""Learns the weights of the evidence for names from annotated news: a semi-Markov log-linear model over runs.

    names.py DUMP CORPORA OUT.tsv [--folds N] [--least N] [--ridge X]

DUMP is what `hearsay-learn names` writes of the corpora's texts: the runs of capitalised words, their segments and the rows
of each one's evidence (DUMP.names: the evidence by row). Several dumps, parted by commas, are of the second time: dump N was
made with the weights that `--parts` wrote for part N, so that what they found elsewhere in a document is as good and as
bad as on new text. CORPORA holds a folder a corpus with `gold.jsonl` and `text/`.
A run's likelihood is over all ways to cut it into names of the four kinds and words that are none. Evidence that is
seen less than `--least` times has no weight. With `--folds` the documents are split and each part is tagged by what the
others taught: the figures of these lines are the honest ones. No name goes into the table: its rows are lists, endings,
shapes and common words.
"""
import argparse
import collections
import json
import os
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from common import header, learnt, rows

KINDS = ["person", "place", "organization", "group"]
# Corpora that mark only part of their names: what they ignore may be one.
HALF_MARKED = {"re3d"}


def read_gold(corpora):
    """→ {document: ({(start, end): kinds}, [ignored])}, offsets in bytes."""
    gold = {}
    for corpus in sorted(os.listdir(corpora)):
        path = os.path.join(corpora, corpus, "gold.jsonl")
        if not os.path.exists(path):
            continue
        for line in open(path, encoding="utf-8"):
            g = json.loads(line)
            with open(os.path.join(corpora, corpus, "text", g["document"] + ".txt"), encoding="utf-8", newline="") as f:
                text = f.read()
            at = np.cumsum([0] + [len(c.encode("utf-8")) for c in text])
            spans = {}
            for number, m in enumerate(g["mentions"]):
                kinds = {m["kind"]} | set(m.get("kinds") or ())
                kind = "place" if "place" in kinds and m["kind"] == "organization" else m["kind"]
                for start, end in [(m["start"], m["end"])] + [tuple(a) for a in m.get("also", [])]:
                    spans.setdefault((int(at[start]), int(at[end])), (kind, kinds, number))
            ignored = [(int(at[a]), int(at[b])) for a, b in g.get("ignore", [])]
            gold[g["document"]] = (corpus, spans, ignored, len(g["mentions"]))
    return gold


def fold_of(document, folds):
    return sum(map(ord, document)) * 7919 % 1009 % folds


class Data:
    """All runs in flat arrays."""

    def __init__(self, dumps, gold, hold_ignored):
        self.starts, self.ends, self.run_of, self.labels = [], [], [], []
        self.rows, self.row_starts = [], [0]
        self.document_of_run, self.spans = [], []
        self.documents, self.run_lengths = [], []
        self.names, self.index = [], {}
        for part, dump in enumerate(dumps):
            self.read(dump, gold, hold_ignored, None if len(dumps) == 1 else (part, len(dumps)))
        self.starts, self.ends = np.array(self.starts), np.array(self.ends)
        self.run_of, self.labels = np.array(self.run_of), np.array(self.labels)
        self.lengths = np.array(self.run_lengths)
        self.document_of_run = np.array(self.document_of_run)

    def read(self, dump, gold, hold_ignored, part):
        """Of several dumps each gives the documents of its part: those that its weights were not taught by."""
        with open(dump + ".names", encoding="utf-8") as f:
            names = f.read().split("\n")
        for name in names:
            if name not in self.index:
                self.index[name] = len(self.names)
                self.names.append(name)
        number = np.array([self.index[name] for name in names], dtype=np.int64)
        document, segments = None, []
        for line in open(dump, encoding="utf-8"):
            if line[0] in "DR":
                self.flush(segments, document, gold, hold_ignored)
                segments = []
                if line[0] == "D":
                    document = os.path.basename(line[2:].strip())[:-4]
                    if part and fold_of(document, part[1]) != part[0]:
                        document = None
                    else:
                        self.documents.append(document)
            elif document is not None:
                segment = np.array(line.split(), dtype=np.int64)
                segment[2:] = number[segment[2:]]
                segments.append(segment)
        self.flush(segments, document, gold, hold_ignored)

    def flush(self, segments, document, gold, hold_ignored):
        if not segments or document not in gold:
            return
        corpus, spans, ignored, _ = gold[document]
        low, high = segments[0][0], max(s[1] for s in segments)
        # Elsewhere what is ignored is an event, a work, a product, a day: no name of the four kinds.
        hold = hold_ignored and corpus in HALF_MARKED
        keep = not (hold and any(a < high and low < b for a, b in ignored))
        # Positions of the run: the distinct beginnings and ends, in order.
        places = sorted({int(s[0]) for s in segments} | {int(s[1]) for s in segments})
        index = {p: i for i, p in enumerate(places)}
        run = len(self.document_of_run)
        self.document_of_run.append(len(self.documents) - 1)
        self.run_lengths.append(len(places) - 1 if keep else -(len(places) - 1))
        taken = set()
        best = {}
        for n, s in enumerate(segments):
            found = spans.get((int(s[0]), int(s[1])))
            if found:
                best.setdefault(found[2], []).append(n)
        chosen = {}
        for number, ns in best.items():
            n = max(ns, key=lambda n: segments[n][1] - segments[n][0])
            chosen[n] = spans[(int(segments[n][0]), int(segments[n][1]))][0]
        for n, s in enumerate(segments):
            self.starts.append(index[int(s[0])])
            self.ends.append(index[int(s[1])])
            self.run_of.append(run)
            label = -1
            if n in chosen:
                cover = set(range(index[int(s[0])], index[int(s[1])]))
                if not cover & taken:
                    taken |= cover
                    label = KINDS.index(chosen[n])
            self.labels.append(label)
            self.rows.extend(s[2:].tolist())
            self.row_starts.append(len(self.rows))
            self.spans.append((int(s[0]), int(s[1])))

    def matrix(self, columns):
        return csr_matrix((np.ones(len(self.rows), dtype=np.float64), np.array(self.rows), np.array(self.row_starts)),
                          shape=(len(self.labels), columns))


class Model:
    """Likelihood and gradient of the runs given, all at once."""

    def __init__(self, data, X, runs):
        wanted = np.zeros(len(data.lengths), dtype=bool)
        wanted[runs] = True
        wanted &= data.lengths > 0
        self.segments = np.flatnonzero(wanted[data.run_of])
        number = np.cumsum(wanted) - 1
        self.run = number[data.run_of[self.segments]]
        self.start, self.end = data.starts[self.segments], data.ends[self.segments]
        self.lengths = data.lengths[wanted]
        self.X = X[self.segments]
        self.XT = self.X.T.tocsr()
        self.labels = data.labels[self.segments]
        self.positive = np.flatnonzero(self.labels >= 0)
        self.width = int(self.lengths.max()) + 1
        self.by_end = [np.flatnonzero(self.end == p) for p in range(self.width)]
        self.by_start = [np.flatnonzero(self.start == p) for p in range(self.width)]

    def marginals(self, scores):
        """→ (log partition, probability of each segment and kind)."""
        most = scores.max(axis=1)
        total = most + np.log(np.exp(scores - most[:, None]).sum(axis=1))
        runs = len(self.lengths)
        forward = np.zeros((runs, self.width))
        for p in range(1, self.width):
            forward[:, p] = forward[:, p - 1]
            s = self.by_end[p]
            if len(s):
                values = forward[self.run[s], self.start[s]] + total[s]
                forward[:, p] = self.add(forward[:, p], self.run[s], values)
        backward = np.zeros((runs, self.width + 1))
        for p in range(self.width - 1, -1, -1):
            backward[:, p] = backward[:, p + 1]
            s = self.by_start[p]
            if len(s):
                values = backward[self.run[s], self.end[s]] + total[s]
                backward[:, p] = self.add(backward[:, p], self.run[s], values)
        whole = backward[:, 0]
        log = forward[self.run, self.start] + total + backward[self.run, self.end] - whole[self.run]
        share = np.exp(scores - total[:, None])
        return whole.sum(), np.exp(np.minimum(log, 0))[:, None] * share

    @staticmethod
    def add(base, runs, values):
        """log(exp(base) + Σ exp(values)) by run."""
        most = base.copy()
        np.maximum.at(most, runs, values)
        rest = np.exp(base - most)
        np.add.at(rest, runs, np.exp(values - most[runs]))
        return most + np.log(rest)

    def objective(self, flat, before, ridge):
        W = flat.reshape(-1, 4)
        scores = self.X @ (W + before)
        log, P = self.marginals(scores)
        loss = log - scores[self.positive, self.labels[self.positive]].sum()
        P[self.positive, self.labels[self.positive]] -= 1
        gradient = self.XT @ P
        return loss + ridge * (flat @ flat) / 2, (gradient + ridge * W).ravel()


def prior(names):
    """What is believed before anything is learnt: a list knows its names, those of several words best, titles are no
    part of a person's name, and events, works and laws are no names of the four kinds (annotated texts ignore them)."""
    weights = np.zeros((len(names), 4))
    for row, name in enumerate(names):
        for kind, word in enumerate(KINDS):
            if name == f"list {word}":
                weights[row, kind] = 1.5
            elif name == f"list of words {word}":
                weights[row, kind] = 3
        if name in ("list thing", "list of words thing"):
            weights[row] = -3
        if name in ("first in person.title", "list person.title"):
            weights[row, 0] = -2
    return weights


def train(data, X, names, runs, ridge, steps):
    model = Model(data, X, runs)
    before = prior(names)
    best = minimize(model.objective, np.zeros(X.shape[1] * 4), args=(before, ridge), jac=True, method="L-BFGS-B",
                    options={"maxiter": steps, "maxcor": 8})
    return best.x.reshape(-1, 4) + before


def decode(data, scores, runs):
    """→ {run: [(segment, kind)]}: the best cut of each run."""
    best_kind = scores.argmax(axis=1)
    best = scores.max(axis=1)
    by_run = collections.defaultdict(list)
    wanted = set(runs.tolist())
    for s, r in enumerate(data.run_of):
        if r in wanted:
            by_run[r].append(s)
    out = {}
    for r, segments in by_run.items():
        length = abs(data.lengths[r])
        value, back = [0.0] * (length + 1), [None] * (length + 1)
        ends = collections.defaultdict(list)
        for s in segments:
            ends[data.ends[s]].append(s)
        for p in range(1, length + 1):
            value[p] = value[p - 1]
            for s in ends[p]:
                v = value[data.starts[s]] + best[s]
                if v > value[p]:
                    value[p], back[p] = v, s
        p, names = length, []
        while p > 0:
            if back[p] is None:
                p -= 1
            else:
                names.append((back[p], best_kind[back[p]]))
                p = data.starts[back[p]]
        out[r] = names
    return out


def score(data, gold, scores, runs, only=None):
    """Strict figures by corpus, as the scorer counts them."""
    found = collections.defaultdict(list)
    for r, names in decode(data, scores, runs).items():
        for s, kind in names:
            found[data.documents[data.document_of_run[r]]].append((data.spans[s], KINDS[kind]))
    tallies = collections.defaultdict(lambda: [0, 0, 0])
    for document in {data.documents[data.document_of_run[r]] for r in runs}:
        corpus, spans, ignored, count = gold[document]
        t, used = tallies[corpus], set()
        for span, kind in found[document]:
            g = spans.get(span)
            if g and kind in g[1] and g[2] not in used:
                used.add(g[2])
                t[0] += 1
            else:
                inside = any(a <= span[0] and span[1] <= b for a, b in ignored)
                touch = any(a < span[1] and span[0] < b for a, b in ignored)
                over = any(s < span[1] and span[0] < e for s, e in spans)
                if not (inside or touch and not over):
                    t[1] += 1
        t[2] += count
    return tallies


def f1(tally):
    tp, fp, n = tally
    return 200 * tp / max(tp + fp + n, 1)


def show(tallies):
    for corpus in sorted(tallies):
        tp, fp, n = tallies[corpus]
        p, r = tp / max(tp + fp, 1), tp / max(n, 1)
        print(f"  {corpus:10} P {100 * p:5.1f} R {100 * r:5.1f} F1 {200 * p * r / max(p + r, 1e-9):5.1f}", file=sys.stderr)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("dump"), ap.add_argument("corpora"), ap.add_argument("out")
    ap.add_argument("--folds", type=int, default=0)
    ap.add_argument("--parts", action="store_true", help="write what each part's others taught: OUT.0, OUT.1 …")
    ap.add_argument("--least", type=int, default=4)
    ap.add_argument("--ridge", type=float, default=2)
    ap.add_argument("--steps", type=int, default=120)
    o = ap.parse_args()
    gold = read_gold(o.corpora)
    data = Data(o.dump.split(","), gold, hold_ignored=True)
    names = data.names
    X = data.matrix(len(names))
    seen = np.asarray(X.sum(axis=0)).ravel()
    keep = np.flatnonzero(seen >= o.least)
    X = X[:, keep]
    kept = [names[k] for k in keep]
    print(f"{len(data.documents)} documents, {len(data.lengths)} runs, {len(data.labels)} segments, "
          f"{(data.labels >= 0).sum()} names of {sum(g[3] for g in gold.values())}, {len(kept)} rows", file=sys.stderr)
    everything = np.arange(len(data.lengths))
    figure = "not measured"
    if o.folds:
        total = collections.defaultdict(lambda: [0, 0, 0])
        fold = np.array([fold_of(d, o.folds) for d in data.documents])[data.document_of_run]
        for part in range(o.folds):
            W = train(data, X, kept, np.flatnonzero(fold != part), o.ridge, o.steps)
            if o.parts:
                write(f"{o.out}.{part}", kept, W)
            for corpus, t in score(data, gold, X @ W, np.flatnonzero(fold == part)).items():
                total[corpus] = [a + b for a, b in zip(total[corpus], t)]
        show(total)
        figure = ", ".join(f"{corpus} {f1(t):.1f}" for corpus, t in sorted(total.items()))
        figure = f"strict F1 by corpus, in {o.folds} parts: {figure}"
    W = train(data, X, kept, everything, o.ridge, o.steps)
    print("trained on itself:", file=sys.stderr)
    show(score(data, gold, X @ W, everything))
    write(o.out, kept, W, figure)


def classes():
    """→ {word: class} of the words that stand beside names."""
    with open(learnt("names/common-words.txt"), encoding="utf-8") as f:
        words = [line.split() for line in rows(f)]
    return {row[0]: row[3] for row in words if len(row) > 3}


def class_row(name, of_word):
    """The row of the class of the word of a row: `after <VBD>` of `after fell`; None where it is no word beside a name."""
    parts = name.split(" ")
    if parts[0] not in ("before", "after") or not 2 <= len(parts) <= 3:
        return None
    place = 1 if len(parts) == 2 or parts[0] == "before" else 2
    capital = "^" if parts[place].startswith("^") else ""
    word_class = of_word.get(parts[place].removeprefix("^"))
    if word_class is None:
        return None
    parts[place] = capital + word_class
    return " ".join(parts)


def write(path, names, W, figure="not measured"):
    """Writes the table. A word's row stands in place of that of its class, and so has the class's weights in it."""
    weights, of_word = dict(zip(names, W.tolist())), classes()
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(header("What speaks for a stretch of words being a name, in nats, by kind.",
                       "annotated names (worldwide, re3d, wikigold, wnut17)", "make learn-names", figure))
        f.write("# evidence\t" + "\t".join(KINDS) + "\n")
        for name in sorted(names):
            w = weights[name]
            of_class = weights.get(class_row(name, of_word))
            if of_class:
                w = [a + b for a, b in zip(w, of_class)]
            if of_class or max(map(abs, w)) >= 0.03:
                f.write(name + "".join(f"\t{x:.2f}" for x in w) + "\n")


if __name__ == "__main__":
    main()
