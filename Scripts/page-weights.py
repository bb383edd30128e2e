#!/usr/bin/env python3
"""Learn the weights of the signs of paragraphs (Rules/page/weights.tsv) from pages with the article's text as gold.

    page-weights.py GOLD.jsonl SIGNS.tsv [--out weights.tsv] [--folds 5] [--l2 2.0]

The weights of plain texts (text-weights.tsv) are learnt from texts in the same way: GOLD and SIGNS of copies of pages and
of the texts that page-texts.py makes, one after the other.

GOLD   one page a line: page, benchmark, site, text (pages without text are left out)
SIGNS  what `hearsay text --signs PAGES` prints: '#PAGE <tab> origin', then a paragraph a line: state, signs, text

A linear chain over the states before, inside, between, after; conditional likelihood with an L2 penalty. The folds
are split by site, so that no site is both learnt from and tested on. With --out the weights of all pages are written,
in thousandths. Needs numpy and scipy.
"""
import argparse
import collections
import json
import os
import random
import re
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

WORD = re.compile(r"\w+")
COLUMNS = ["before", "between", "after", "begins", "ends"]
THRESHOLD, LOW_THRESHOLD, FEW_WORDS = 0.4, 0.15, 60          # as in ArticleFinder.swift
ALLOWED = [(0, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 3)]


def words_of(text):
    return WORD.findall(text)


def page_name(origin):
    return re.sub(r"\.(gz|zst|xz|bz2)$", "", os.path.basename(origin))


def read_signs(path):
    pages, rows = {}, None
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t", 2)
            if cells[0] == "#PAGE":
                rows = pages.setdefault(page_name(cells[1]), [])
            else:
                rows.append((cells[1].split(), words_of(cells[2])))
    return pages


def candidates(block, index, shingles):
    """(share of the words found, start in gold) of a paragraph, several for short ones."""
    if len(block) < 5:
        return [(1.0, at) for at in index.get(tuple(block), [])[:20]]
    found = [shingles.get(tuple(block[i:i + 4])) for i in range(len(block) - 3)]
    hits = [(at[0] - i) for i, at in enumerate(found) if at]
    share = len(hits) / len(found)
    if share < 0.5:
        return []
    starts = collections.Counter(at - i for i, ats in enumerate(found) if ats for at in ats[:3])
    return [(share, max(0, start)) for start, _ in starts.most_common(2)]


def label(blocks, gold):
    """Which paragraphs are in the gold text: the heaviest chain of matches that rises in both."""
    index, shingles = collections.defaultdict(list), collections.defaultdict(list)
    for n in range(1, 5):
        for i in range(len(gold) - n + 1):
            (index if n < 5 else shingles)[tuple(gold[i:i + n])].append(i)
    shingles = index
    chain = []                                     # (end in gold, weight, block, previous)
    best_at = []                                   # sorted by end: (end, weight, chain index)
    for number, block in enumerate(blocks):
        if not block:
            continue
        new = []
        for share, start in candidates(block, index, shingles):
            weight, previous = 0.0, -1
            for end, w, at in best_at:
                if end <= start + 3 and w > weight:
                    weight, previous = w, at
            new.append((start + len(block), weight + share * len(block) - 0.3, number, previous))
        for item in new:
            chain.append(item)
            best_at.append((item[0], item[1], len(chain) - 1))
        if len(best_at) > 400:
            best_at = sorted(best_at, key=lambda b: -b[1])[:200]
    inside = set()
    at = max(range(len(chain)), key=lambda i: chain[i][1]) if chain else -1
    while at >= 0:
        inside.add(chain[at][2])
        at = chain[at][3]
    return [number in inside for number in range(len(blocks))]


def states_of(inside):
    if not any(inside):
        return [0] * len(inside)
    first = inside.index(True)
    last = len(inside) - 1 - inside[::-1].index(True)
    return [0 if i < first else 3 if i > last else 1 if inside[i] else 2 for i in range(len(inside))]


def columns_of(theta, count):
    """The five columns: what is common to the three states outside is a weight of its own, so that they share it."""
    w = theta[:count * 6].reshape(count, 6)
    return np.concatenate([w[:, :1] + w[:, 1:4], w[:, 4:]], 1)


class Chain:
    """The batch of pages as arrays padded to the longest, for one pass of forward and backward sums."""

    def __init__(self, pages, numbers, weights):
        self.pages = pages
        self.count = len(numbers)
        rows, columns = [], []
        self.length = max(len(p["states"]) for p in pages)
        n = len(pages)
        for k, page in enumerate(pages):
            for t, signs in enumerate(page["signs"]):
                for sign in signs:
                    if sign in numbers:
                        rows.append(k * self.length + t)
                        columns.append(numbers[sign])
        self.x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(n * self.length, self.count))
        self.xt = self.x.T.tocsr()
        self.lengths = np.array([len(p["states"]) for p in pages])
        self.weights = np.array(weights)
        self.states = np.zeros((n, self.length), int)
        for k, page in enumerate(pages):
            self.states[k, :len(page["states"])] = page["states"]

    def scores(self, theta):
        e = (self.x @ columns_of(theta, self.count)).reshape(len(self.pages), self.length, 5)
        trans = np.full((4, 4), -1e4)
        for i, (a, b) in enumerate(ALLOWED):
            trans[a, b] = theta[self.count * 6 + i]
        emission = np.zeros((len(self.pages), self.length, 4))
        emission[:, :, 0], emission[:, :, 2], emission[:, :, 3] = e[:, :, 0], e[:, :, 1], e[:, :, 2]
        steps = np.broadcast_to(trans, (len(self.pages), self.length, 4, 4)).copy()
        steps[:, :, 0, 1] += e[:, :, 3]
        steps[:, :, 1, 3] += e[:, :, 4]
        return emission, steps

    def forward(self, steps):
        """What is live, the sums up to each paragraph, the logarithm of the whole, and what stands behind the last."""
        n, length = len(self.pages), self.length
        live = np.arange(length)[None, :] < self.lengths[:, None]
        alpha = np.full((length + 1, n, 4), -1e6)
        alpha[0, :, 0] = 0.0
        for t in range(length):
            z = alpha[t][:, :, None] + steps[:, t]
            m = z.max(1)
            new = m + np.log(np.exp(z - m[:, None, :]).sum(1))
            alpha[t + 1] = np.where(live[:, t, None], new, alpha[t])
        end = np.array([0.0, 0.0, -1e6, 0.0])
        final = alpha[length] + end
        m = final.max(1)
        logz = m + np.log(np.exp(final - m[:, None]).sum(1))
        beta = np.broadcast_to(end, (n, 4)).copy()
        return live, alpha, logz, beta

    def loss(self, theta, l2):
        n, length = len(self.pages), self.length
        emission, steps = self.scores(theta)
        steps += emission[:, :, None, :]
        live, alpha, logz, beta = self.forward(steps)
        g_emission = np.zeros((n, length, 4))
        g_begin, g_end = np.zeros((n, length)), np.zeros((n, length))
        g_trans = np.zeros((4, 4))
        weight = self.weights
        for t in range(length - 1, -1, -1):
            z = steps[:, t] + beta[:, None, :]
            p = np.exp(np.clip(alpha[t][:, :, None] + z - logz[:, None, None], -700, 0)) * live[:, t, None, None]
            p *= weight[:, None, None]
            g_emission[:, t] = p.sum(1)
            g_begin[:, t], g_end[:, t] = p[:, 0, 1], p[:, 1, 3]
            g_trans += p.sum(0)
            m = z.max(2)
            new = m + np.log(np.exp(z - m[:, :, None]).sum(2))
            beta = np.where(live[:, t, None], new, beta)
        value = (weight * logz).sum()
        for k in range(n):
            before = 0
            for t in range(self.lengths[k]):
                now = self.states[k, t]
                value -= weight[k] * steps[k, t, before, now]
                g_emission[k, t, now] -= weight[k]
                g_trans[before, now] -= weight[k]
                if (before, now) == (0, 1):
                    g_begin[k, t] -= weight[k]
                if (before, now) == (1, 3):
                    g_end[k, t] -= weight[k]
                before = now
        g = np.stack([g_emission[:, :, 0], g_emission[:, :, 2], g_emission[:, :, 3], g_begin, g_end], 2)
        gw = self.xt @ g.reshape(n * length, 5)
        gw = np.concatenate([gw[:, :3].sum(1)[:, None], gw], 1)
        grad = np.concatenate([gw.ravel(), [g_trans[a, b] for a, b in ALLOWED]])
        value += l2 * (theta ** 2).sum() / 2
        return value, grad + l2 * theta

    def decode(self, theta):
        """Inside (1) or not (0) by the likelihood of the sequences in which a paragraph is, as the program decides."""
        emission, steps = self.scores(theta)
        steps = steps + emission[:, :, None, :]
        n, length = len(self.pages), self.length
        live, alpha, logz, beta = self.forward(steps)
        likely = np.zeros((n, length))
        for t in range(length - 1, -1, -1):
            likely[:, t] = np.exp(np.clip(alpha[t + 1][:, 1] + beta[:, 1] - logz, -700, 0)) * live[:, t]
            z = steps[:, t] + beta[:, None, :]
            m = z.max(2)
            new = m + np.log(np.exp(z - m[:, :, None]).sum(2))
            beta = np.where(live[:, t, None], new, beta)
        out = []
        for k, page in enumerate(self.pages):
            own = np.where(page["never"], 0, likely[k, :self.lengths[k]])
            inside = own > THRESHOLD
            if sum(len(w) for w, i in zip(page["words"], inside) if i) < FEW_WORDS:
                inside = own > LOW_THRESHOLD
            out.append([int(i) for i in inside])
        return out


def shingles(words):
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))) if words else collections.Counter()


def report(pages, decoded, title):
    groups = collections.defaultdict(list)
    for page, states in zip(pages, decoded):
        found = [w for w_, s in zip(page["words"], states) if s == 1 for w in w_]
        g, f = shingles(page["gold"]), shingles(found)
        tp = sum((g & f).values())
        fp, fn = sum(f.values()) - tp, sum(g.values()) - tp
        row = (tp / (tp + fp) if tp + fp else None, tp / (tp + fn) if tp + fn else None, found == page["gold"])
        page["score"] = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1
        for name in (page["benchmark"], "news" if page["benchmark"] != "wcxb" else "", "all"):
            if name:
                groups[name].append(row)
    line = []
    for name, rows in sorted(groups.items()):
        p = np.mean([r[0] for r in rows if r[0] is not None])
        r = np.mean([r[1] for r in rows if r[1] is not None])
        line.append(f"{name} {2 * p * r / (p + r):.4f} (P {p:.3f} R {r:.3f}) exact {np.mean([x[2] for x in rows]):.2f}")
    print(title, " | ".join(line), flush=True)


def learn(pages, numbers, options, start=None):
    weights = [options.wcxb if p["benchmark"] == "wcxb" else 1.0 for p in pages]
    order = sorted(range(len(pages)), key=lambda k: len(pages[k]["states"]))
    parts = np.array_split(order, 4)                # pages of like length together: less padding
    chains = [Chain([pages[k] for k in part], numbers, [weights[k] for k in part]) for part in parts if len(part)]
    size = len(numbers) * 6 + len(ALLOWED)

    def total(theta):
        value, grad = options.l2 * (theta ** 2).sum() / 2, options.l2 * theta
        for chain in chains:
            v, g = chain.loss(theta, 0.0)
            value, grad = value + v, grad + g
        return value, grad
    found = minimize(total, np.zeros(size) if start is None else start, jac=True, method="L-BFGS-B",
                     options={"maxiter": options.iterations})
    return found.x


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("signs")
    parser.add_argument("--out")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--l2", type=float, default=2.0)
    parser.add_argument("--wcxb", type=float, default=0.5, help="weight of the pages that are not news")
    parser.add_argument("--iterations", type=int, default=60)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--max-blocks", type=int, default=1500)
    options = parser.parse_args()
    signs = read_signs(options.signs)
    pages = []
    with open(options.gold, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows = signs.get(row["page"])
            if not row.get("text") or not rows:
                continue
            rows = rows[:options.max_blocks]
            never = ["never" in s for s, _ in rows]
            gold = words_of(row["text"])
            inside = label([w for _, w in rows], gold)
            pages.append({"page": row["page"], "site": row.get("site") or row["page"], "benchmark": row["benchmark"],
                          "signs": [[x for x in s if x != "never"] for s, _ in rows], "never": never, "words": [w for _, w in rows], "gold": gold,
                          "states": states_of(inside)})
    report(pages, [p["states"] for p in pages], "labels  ")
    counts = collections.Counter(s for p in pages for s in {s for signs in p["signs"] for s in signs})
    numbers = {s: i for i, s in enumerate(sorted(s for s, c in counts.items() if c >= 3))}
    sites = sorted({p["site"] for p in pages})
    random.Random(1).shuffle(sites)
    if options.folds > 1:
        decoded = {}
        for fold in range(options.folds):
            held = set(sites[fold::options.folds])
            theta = learn([p for p in pages if p["site"] not in held], numbers, options)
            test = [p for p in pages if p["site"] in held]
            for page, states in zip(test, Chain(test, numbers, [1.0] * len(test)).decode(theta)):
                decoded[page["page"]] = states
        report(pages, [decoded[p["page"]] for p in pages], "held out")
        for page in sorted(pages, key=lambda p: p["score"])[:options.worst]:
            print(f"  {page['score']:.3f} {page['page']}")
            if options.worst <= 40:
                for signs_, words, gold, found in zip(page["signs"], page["words"], page["states"], decoded[page["page"]]):
                    if (gold == 1) != (found == 1):
                        print("     ", "LOST " if gold == 1 else "EXTRA", found, " ".join(words)[:90], "|", " ".join(
                            s for s in signs_ if "." in s))
    if options.out:
        theta = learn(pages, numbers, options)
        report(pages, Chain(pages, numbers, [1.0] * len(pages)).decode(theta), "learnt  ")
        write(options.out, theta, numbers)


def write(path, theta, numbers):
    w = np.round(columns_of(theta, len(numbers)) * 1000).astype(int)
    t = dict(zip(ALLOWED, np.round(theta[len(numbers) * 6:] * 1000).astype(int)))
    with open(path, "w", encoding="utf-8") as out:
        out.write("sign\t" + "\t".join(COLUMNS) + "\n")
        out.write("# Weights in thousandths, learnt by Scripts/page-weights.py. The states are measured against 'inside';\n")
        out.write("# rows 'from.STATE' hold what a step to before, inside, between, after is worth.\n")
        for a, name in enumerate(["before", "inside", "between", "after"]):
            out.write("\t".join(["from." + name] + [str(t.get((a, b), 0)) for b in range(4)] + ["0"]) + "\n")
        for name, number in sorted(numbers.items(), key=lambda n: n[0]):
            if np.abs(w[number]).max() >= 15:
                out.write("\t".join([name] + [str(v) for v in w[number]]) + "\n")


if __name__ == "__main__":
    sys.exit(main())
