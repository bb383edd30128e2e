#!/usr/bin/env python3
"""Judges quotes by a corpus in place of a reader: how much a few verdicts are worth.

    judge-gold.py SHARED CORPUS       CORPUS is wild or polnear; SHARED the folder of the evaluation data

Half of the documents are judged, as `hearsay review --doubtful` and `--sample` choose their quotes; `hearsay calibrate` makes a
table of the verdicts, and the error of the confidences is measured on the quotes of the other half: with the program's own
confidences, and with the table. Several halves are drawn, for one says little. Where the data is not there, it says so and ends
with 77. HEARSAY names the program, RESOURCES its lists and rules.
"""
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("HEARSAY", ".build/release/hearsay")
DRAWS = int(os.environ.get("DRAWS", "10"))


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done.stdout


def extract(inputs, output, *options):
    resources = os.environ.get("RESOURCES")
    run("extract", *inputs, "-o", output, "--quiet", *(["--resources", resources] if resources else []), *options)
    with open(output, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def words(text):
    return [(m.start(), m.end()) for m in re.finditer(r"\w+(?:['’]\w+)*", text)]


def places(spans, index):
    return {i for i, (a, b) in enumerate(index) if any(a < y and x < b for x, y in spans)}


def pairs(quotes, gold, text, content):
    """Of each quote the attribution that it is matched with, and how much of the words they share."""
    index = words(text)
    ours = [places(q["spans"], index) for q in quotes]
    theirs = [places(g[content], index) for g in gold]
    found = sorted(((-len(a & b) / len(a | b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a & b))
    got, used = {}, set()
    for score, i, j in found:
        if -score >= 0.3 and i not in got and j not in used:
            got[i] = (j, -score)
            used.add(j)
    return got


ARTICLES = re.compile(r"^(?:the|a|an|some|his|her|their|its|our|my)\s+", re.I)


def key(name):
    name = re.sub(r"['’]s\b", "", name or "").lower().replace("’", "'")
    return ARTICLES.sub("", re.sub(r"\s+", " ", re.sub(r"[^\w\s&/-]", " ", name)).strip())


def same_name(name, gold):
    k = key(name)
    for alias in gold["aliases"]:
        a = key(alias)
        if k and a and (a.replace(" ", "") == k.replace(" ", "") or len(a.split()) > 1 and re.search(rf"\b{re.escape(a)}\b", k)):
            return True
    return False


def wild(shared, folder):
    """The documents' names, and of each quote's id whether it is right; quotes on optional attributions are left out."""
    corpus = os.path.join(shared, "corpora/wild")
    inputs = [os.path.join(corpus, "documents.jsonl")]
    records = extract(inputs, os.path.join(folder, "base.jsonl"))
    gold = {g["id"]: g["attributions"] for g in map(json.loads, open(os.path.join(corpus, "gold.jsonl"), encoding="utf-8"))}
    verdicts = {}
    for document, quotes in grouped(records):
        attributions = gold.get(document["key"], [])
        got = pairs(quotes, attributions, document["text"], "content")
        for i, quote in enumerate(quotes):
            j, score = got.get(i, (None, 0))
            if j is None:
                verdicts[quote["id"]] = False
            elif attributions[j]["class"] == "speech":
                name = attributions[j]["name"]
                source = quote["source"]
                right = source is None if name is None else bool(source) and same_name(source["name"], attributions[j])
                verdicts[quote["id"]] = score >= 0.5 and right
    return records, verdicts


def polnear(shared, folder):
    corpus = os.path.join(shared, "corpora/polnear/dev")
    inputs = sorted(os.path.join(corpus, n) for n in os.listdir(corpus) if n.endswith(".txt"))
    records = extract(inputs, os.path.join(folder, "base.jsonl"), "--all-body")
    gold = collections.defaultdict(list)
    for line in open(os.path.join(corpus, "gold.jsonl"), encoding="utf-8"):
        row = json.loads(line)
        gold[row["document"]].append(row)
    verdicts = {}
    for document, quotes in grouped(records):
        attributions = gold[os.path.basename(document["origin"])[:-4]]
        index = words(document["text"])
        got = pairs(quotes, attributions, document["text"], "content")

        def alike(a, b):
            a, b = places(a, index), places(b, index)
            return 1 if not a and not b else 2 * len(a & b) / (len(a) + len(b))

        for i, quote in enumerate(quotes):
            if i not in got:
                verdicts[quote["id"]] = False
                continue
            g = attributions[got[i][0]]
            mention = (quote["source"] or {}).get("mention")
            cue = quote["cue"]
            verdicts[quote["id"]] = (
                alike(quote["spans"], g["content"]) >= 0.5
                and alike([[mention["start"], mention["end"]]] if mention else [], g["source"] or []) >= 0.5
                and alike([[cue["start"], cue["end"]]] if cue else [], g["cue"] or []) >= 0.5)
    return records, verdicts


def grouped(records):
    quotes = collections.defaultdict(list)
    for r in records:
        if r["type"] == "quote":
            quotes[r["document"]].append(r)
    return [(r, quotes[r["id"]]) for r in records if r["type"] == "document"]


def error(rows):
    """The calibration error of ten bands, and what chance alone gives."""
    bands = collections.defaultdict(list)
    for confidence, right in rows:
        bands[min(9, int(confidence * 10))].append((confidence, right))
    total = sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bands.values())
    chance = sum((2 / 3.14159 * sum(c * (1 - c) for c, _ in b)) ** 0.5 for b in bands.values())
    return total / len(rows), chance / len(rows)


def main():
    shared, name = sys.argv[1:3]
    if not os.path.isdir(os.path.join(shared, "corpora", name)):
        print(f"skipped: {name} is not there")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        records, verdicts = (wild if name == "wild" else polnear)(shared, folder)
        documents = [r["id"] for r in records if r["type"] == "document"]
        quotes = [r for r in records if r["type"] == "quote" and r["id"] in verdicts]
        every = error([(q["confidence"], verdicts[q["id"]]) for q in quotes])
        share = sum(verdicts.values()) / len(verdicts)
        print(f"{name}: {len(quotes)} quotes, {100 * share:.1f} % right, calibration error {every[0]:.3f} ({every[1]:.3f} by chance)")
        for count in (50, 200):
            for order in ("--sample", "--doubtful"):
                before, after, chance = [], [], []
                for draw in range(DRAWS):
                    halves = documents[:]
                    random.Random(draw).shuffle(halves)
                    half = set(halves[: len(halves) // 2])
                    one = os.path.join(folder, "one.jsonl")
                    with open(one, "w", encoding="utf-8") as file:
                        for r in records:
                            if (r["id"] if r["type"] == "document" else r.get("document")) in half and (r["type"] != "quote" or r["id"] in verdicts):
                                file.write(json.dumps(r, ensure_ascii=False) + "\n")
                    options = ["--sample", str(count), "--seed", str(draw)] + (["--doubtful"] if order == "--doubtful" else [])
                    shown = run("review", one, "--no-pager", *options)
                    ids = re.findall(r"(d[0-9a-f]{16}(?:-\d+)?/q\d+)", shown)[:count]
                    answers = os.path.join(folder, "answers.jsonl")
                    with open(answers, "w", encoding="utf-8") as file:
                        for i in ids:
                            file.write(json.dumps({"quote": i, "verdict": "right" if verdicts[i] else "wrong"}) + "\n")
                    judgements = os.path.join(folder, "judgements.jsonl")
                    if os.path.exists(judgements):
                        os.remove(judgements)
                    run("import", "judgements", answers, "--records", one, "--judgements", judgements)
                    table = os.path.join(folder, "confidence.tsv")
                    run("calibrate", one, "--judgements", judgements, "-o", table)
                    weights = {}
                    for line in open(table, encoding="utf-8"):
                        fields = line.rstrip("\n").split("\t")
                        if len(fields) == 3 and fields[0] != "what":
                            weights[fields[0]] = float(fields[1])
                    others = [q for q in quotes if q["document"] not in half]
                    before.append(error([(q["confidence"], verdicts[q["id"]]) for q in others])[0])
                    now = error([(confidence(q, weights), verdicts[q["id"]]) for q in others])
                    after.append(now[0])
                    chance.append(now[1])
                mean = lambda values: sum(values) / len(values)
                print(f"  {count} verdicts by {order}: {mean(before):.3f} before, {mean(after):.3f} after (least {min(after):.3f}, most {max(after):.3f}; {mean(chance):.3f} by chance)")


def confidence(quote, weights):
    """The confidence by a table, as the program lays it over its own."""
    import math
    share = min(0.99, max(0.01, quote["confidence"]))
    mention = (quote["source"] or {}).get("mention") or {"form": "none"}
    features = ["rule " + quote["rule"], "kind " + quote["kind"], "source " + mention["form"], "cue " + (quote["cue"] or {"class": "none"})["class"]]
    x = weights["base"] + weights["slope"] * math.log(share / (1 - share)) + sum(weights.get(f, 0) for f in features)
    return 1 / (1 + math.exp(-x))


main()
