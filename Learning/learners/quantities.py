#!/usr/bin/env python3
"""Count how often the numbers and dates of each rule are right, by condition (Rules/learnt/quantities.tsv).

    quantities.py SCORER GOLD.jsonl RECORDS.jsonl [--judged JUDGED.tsv] [--out quantities.tsv] [--folds 5]

SCORER  the scorer of the evaluation data (score/quantities.py), whose alignment and verdicts are used
GOLD    its annotated sentences, and RECORDS what `hearsay extract` makes of them
JUDGED  counts of finds on pages that a reader judged: rule, condition, right, all (Learning/data/judged-quantities.tsv)

A find is right where nothing is wrong with it: figure, bound, unit, kind and what is counted; of a date its value. The
sets made from other programs' tests are left out: nobody writes such sentences, and their clock stands still. What the
conditions mean is in QuantityConfidence.swift, whose smoothing is done here too, to measure the calibration error on
sentences that were not counted.
"""
import argparse
import collections
import hashlib
import importlib.util
import json

import common

NEWS = {"news", "feature", "opinion", "interview", "letter", "sport", "press release", "transcript"}
KNOWN = ["counted", "bare", "stated", "reckoned", "open"]
SETTINGS = ["news", "other", "none"]


def load(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def condition(record, settings):
    if record["type"] == "number":
        known = "bare" if record["unit"] is None and record["counted"] is None else "counted"
    else:
        known = "open" if record["iso"] is None else "reckoned" if record["anchored"] else "stated"
    return f"{known}.{settings[record['document']]}"


def settings_of(path):
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["type"] == "document":
                genre = record.get("genre")
                away = record.get("not_article")
                found[record["id"]] = "other" if away else "none" if not genre else "news" if genre in NEWS else "other"
    return found


def verdicts(scorer, gold_path, records_path):
    """(case, rule, condition, right) of every find that the gold settles."""
    settings = settings_of(records_path)
    gold = list(scorer.read_jsonl(gold_path))
    records = scorer.read_records([records_path], gold, None)
    for case in gold:
        if case["set"] not in ("news", "cases"):
            continue
        for what in ("numbers", "dates"):
            scope = case["scope"][what]
            if not scope:
                continue
            spans = case[what]
            finds = records[what][case["id"]]
            shown = scorer.from_to(spans, finds) if what == "dates" else finds
            pairs = scorer.align(spans, shown)
            matched = {}
            for of, to, _ in pairs:
                verdict = scorer.judge_number(spans[of], shown[to]) if what == "numbers" else scorer.judge_date(
                    spans[of], shown[to])
                right = scorer.is_full(what, verdict) and verdict.get("kind", True) and verdict.get("counted", True)
                matched[to] = None if spans[of].get("optional") else right
            for index, find in enumerate(shown):
                if "rule" not in find:
                    continue
                right = matched.get(index)
                if index not in matched:
                    near = any(scorer.overlaps(span, find) for span in spans)
                    if scope == "overlap" and not near or near and all(span.get("optional") for span in spans):
                        continue
                    if isinstance(scope, list) and find.get("kind") not in scope:
                        continue
                    right = False
                if right is not None:
                    yield case["id"], find["rule"], condition(find, settings), bool(right)


def smoothed(rows):
    """The share by rule and condition, as QuantityConfidence.swift has it."""
    own, by_condition, by_rule, total = (collections.defaultdict(lambda: [0, 0]) for _ in range(4))
    for _, rule, place, right in rows:
        phase = rule.split(".")[0]
        for table, key in ((own, (rule, place)), (by_condition, (phase, place)), (by_rule, rule), (total, phase)):
            table[key][0] += right
            table[key][1] += 1

    def share(rule, place):
        phase = rule.split(".")[0]
        mean = (total[phase][0] + 1) / (total[phase][1] + 2)
        wide = (by_rule[rule][0] + 10 * mean) / (by_rule[rule][1] + 10)
        here = (by_condition[phase, place][0] + 20 * mean) / (by_condition[phase, place][1] + 20)
        drawn = min(max(wide * here / mean, 0.02), 0.99)
        return (own[rule, place][0] + 8 * drawn) / (own[rule, place][1] + 8)

    return share


def error(pairs):
    """How far off confidence is on average, in bands of a tenth."""
    bands = collections.defaultdict(list)
    for confidence, right in pairs:
        bands[min(9, int(10 * confidence))].append((confidence, right))
    return sum(abs(sum(c - r for c, r in band)) for band in bands.values()) / max(1, len(pairs))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer")
    parser.add_argument("gold")
    parser.add_argument("records")
    parser.add_argument("--judged")
    parser.add_argument("--out")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    rows = list(verdicts(load(options.scorer), options.gold, options.records))
    if options.judged:
        with open(options.judged, encoding="utf-8") as lines:
            cells = [line.rstrip("\n").split("\t") for line in common.rows(lines)][1:]
        judged = [(rule, place, number < int(right)) for rule, place, right, count in cells for number in range(int(count))]
        rows += [(f"judged {number // 4}", *row) for number, row in enumerate(judged)]
    fold = [int(hashlib.md5(row[0].encode()).hexdigest(), 16) % options.folds for row in rows]
    figures = []
    for phase in ("number", "date"):
        pairs = []
        for number in range(options.folds):
            share = smoothed([row for row, own in zip(rows, fold) if own != number])
            pairs += [(share(row[1], row[2]), row[3]) for row, own in zip(rows, fold)
                      if own == number and row[1].startswith(phase)]
        right = sum(right for _, right in pairs)
        figures.append(f"{phase}s {error(pairs):.4f}")
        print(f"{phase}s: {len(pairs)}, right {100 * right / max(1, len(pairs)):.1f} %, "
              f"calibration error held out {error(pairs):.4f}")
    if options.out:
        counts = collections.defaultdict(lambda: [0, 0])
        for _, rule, place, right in rows:
            counts[rule, place][0] += right
            counts[rule, place][1] += 1
        with open(options.out, "w", encoding="utf-8") as out:
            out.write(common.header("How often numbers and dates are right, by rule and by condition: what is known of them, and the kind of\n"
                             "document.", "annotated sentences and finds on pages that were read, by counting",
                             "make learn-confidence", "calibration error held out: " + ", ".join(figures)) +
                      "rule\tcondition\tright\tall\n")
            for (rule, place), (right, all_) in sorted(counts.items()):
                out.write(f"{rule}\t{place}\t{right}\t{all_}\n")


if __name__ == "__main__":
    main()
