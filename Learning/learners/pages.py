#!/usr/bin/env python3
"""Learn the weights of the signs of paragraphs (Rules/learnt/page/weights.tsv, text-weights.tsv) from pages with the article's
text as gold, and measure them on sites that they were not learnt from.

    pages.py HTML [--kind pages|texts] [--program FILE] [--core FILE] [--work FOLDER] [--out FOLDER]
                    [--measure] [--models N] [--share X] [--worst N]

HTML       the folder with gold.jsonl and pages/, more/ and extra/ of the same form, and plain/
--kind     weights of pages, or of texts: copies of pages as texts, learnt from plain/ and from the visible text of pages
--core     the learning tool (swift build -c release --package-path Learning)
--work     where signs and labels are kept between runs
--out      write the weights learnt from all pages there (Rules/page)
--measure  learn for each fold of the sites from the others, run the program over the pages left out, score all of them
--share    learn from this share of the sites, for a learning curve

The signs are those that `hearsay text --signs` prints. Labels come from the gold text: the heaviest chain of paragraphs
that are found in it in its order. The learner is `hearsay-learn pages`: a linear chain over the states
before, inside, between, after, and beside it a judgement of each paragraph
alone, their weights the mean of models of sites drawn with replacement. A fold is a hash of the
site, so that no site is both learnt from and tested on, and the same in every run.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib

from common import header, learnt

WORD = re.compile(r"\w+")
MOST_PARAGRAPHS = 1500
# How much the pages of a benchmark say: where its conventions are not those of the news pages, less.
WEIGHTS = {"zyte": 1, "fundus": 1, "publishers": 1, "wcxb": 0.5, "wcxb-more": 0.3, "publishers-other": 0.5, "chaos": 0.5,
           "big9-05": 0.3, "big9-09": 0.3, "big9-13": 0.1, "big9-17": 0.5, "readability": 0.1}
# Benchmarks whose pages have copies in plain/.
COPIED = ("zyte", "fundus", "publishers")
FEW_WORDS = 120
TABLES = {"pages": "weights.tsv", "texts": "text-weights.tsv"}
# The set of pages whose figure stands in the table.
FIRST = {"pages": "", "texts": "plain"}
WHAT = """Weights of the signs of paragraphs, in thousandths of a nat. The states are measured against 'inside'; rows
'from.STATE' hold what a step to before, inside, between, after is worth. 'alone' judges a paragraph without the others:
the sum of all signs speaks for 'inside'."""
FROM = {"pages": "pages with the article's text as gold, of many sites",
        "texts": "copies of pages as texts, with the article's text as gold"}


def words_of(text):
    return WORD.findall(text)


def page_name(origin):
    return re.sub(r"\.(gz|zst|xz|bz2)$", "", os.path.basename(origin))


def read_words(path):
    """The words of each page's paragraphs."""
    pages, rows = {}, None
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t", 2)
            if cells[0] == "#PAGE":
                rows = pages.setdefault(page_name(cells[1]), [])
            else:
                rows.append(words_of(cells[2]))
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


def fold_of(site, count):
    return zlib.crc32(site.encode()) % count


def site_of(row):
    host = re.sub(r"^\w+://", "", row.get("url") or "").split("/")[0].split(":")[0].lower()
    parts = host.split(".")
    if len(parts) < 2:
        return row.get("site") or row["page"]
    return ".".join(parts[-3:] if len(parts[-1]) == 2 and len(parts[-2]) <= 3 and len(parts) > 2 else parts[-2:])


def read_gold(options, folders):
    """Rows of gold with the path of their page, their site and their fold."""
    rows = []
    with open(os.path.join(options.html, "gold.jsonl"), encoding="utf-8") as lines:
        sites = {os.path.splitext(r["page"])[0]: site_of(r) for r in map(json.loads, lines)}
    for folder in folders:
        with open(os.path.join(options.html, folder, "gold.jsonl"), encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["benchmark"] in ("wcxb-kinds", "newspaper"):
                    continue
                row["path"] = os.path.join(options.html, folder, "pages", row["page"])
                if not os.path.exists(row["path"]):
                    row["path"] += ".gz"
                row["site"] = sites.get(os.path.splitext(row["page"])[0], site_of(row))
                row["fold"] = fold_of(row["site"], options.folds)
                row["set"] = folder
                rows.append(row)
    return rows


def make_texts(options, signs):
    """The visible text of further pages as a copy from a browser would be, a text a page; rows of gold for them."""
    folder = os.path.join(options.work, "texts")
    os.makedirs(folder, exist_ok=True)
    visible, lines = {}, None
    with open(signs, encoding="utf-8") as rows:
        for row in rows:
            cells = row.rstrip("\n").split("\t", 2)
            if cells[0] == "#PAGE":
                lines = visible.setdefault(page_name(cells[1]), [])
            elif "hidden" not in cells[1].split():
                lines.append(cells[2])
    made = []
    for row in read_gold(options, options.sets):
        if row["benchmark"] in COPIED or len(row.get("text", "").split()) < FEW_WORDS or row["page"] not in visible:
            continue
        path = os.path.join(folder, re.sub(r"\.html$", "", row["page"]) + ".txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n\n".join(visible[row["page"]]) + "\n")
        made.append({**row, "page": os.path.basename(path), "path": path, "set": None})
    return made


def print_signs(options, rows, kind):
    path = os.path.join(options.work, f"{kind}.signs")
    with open(path, "wb") as out:
        run = subprocess.run([options.program, "text", "--signs", *[r["path"] for r in rows]], stdout=out)
    if run.returncode not in (0, 1):
        sys.exit("pages.py: the program failed")
    return path


def write_labels(options, rows, signs):
    """Writes the labels of all pages with gold, those that are known from an earlier run as they were."""
    cache_path = os.path.join(options.work, f"{options.kind}.labels.json")
    cache = {}
    if os.path.exists(cache_path):
        with open(cache_path, encoding="utf-8") as file:
            cache = json.load(file)
    pages = read_words(signs)
    path = os.path.join(options.work, f"{options.kind}.labels")
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            words = pages.get(row["page"])
            weight = WEIGHTS.get(row["benchmark"], 0.3)
            if not row.get("text") or not words or weight == 0:
                continue
            words = words[:MOST_PARAGRAPHS]
            key = hashlib.sha256(json.dumps([words, row["text"]]).encode()).hexdigest()
            known = cache.get(row["page"])
            if not known or known[0] != key:
                known = cache[row["page"]] = [key, "".join(map(str, states_of(label(words, words_of(row["text"])))))]
            if "1" in known[1]:
                out.write(f"{row['page']}\t{row['site']}\t{row['benchmark']}\t{row['fold']}\t{weight}\t{known[1]}\n")
    with open(cache_path, "w", encoding="utf-8") as file:
        json.dump(cache, file)
    return path


def rules_with(options, weights, name, folder):
    """A folder of page rules with these weights in the place of those of that name."""
    shutil.copytree(os.path.join(options.rules, "page"), os.path.join(folder, "page"), dirs_exist_ok=True)
    shutil.copytree(learnt("page", options.rules), learnt("page", folder), dirs_exist_ok=True)
    shutil.copy(weights, learnt(f"page/{name}", folder))
    return folder


def extract(options, rows, tables):
    """Runs the program over the pages of each fold with the weights that were not learnt from it."""
    records = os.path.join(options.work, f"{options.kind}.records.jsonl")
    rows = [row for row in rows if row["set"] is not None]
    with open(records, "wb") as out, tempfile.TemporaryDirectory() as temporary:
        for fold in range(options.folds):
            paths = [r["path"] for r in rows if r["fold"] == fold]
            weights = os.path.join(tables, f"fold-{fold}.tsv")
            rules = rules_with(options, weights, TABLES[options.kind], os.path.join(temporary, str(fold)))
            run = subprocess.run([options.program, "text", "--to", "jsonl", "--rules", rules, *paths], stdout=out)
            if run.returncode not in (0, 1):
                sys.exit("pages.py: the program failed")
    return records


def score(options, rows, records):
    """The figures of the scorer, a set of pages after the other."""
    scorer = os.path.join(options.html, "..", "..", "score", "article.py")
    found = {}
    for name in dict.fromkeys(r["set"] for r in rows if r["set"] is not None):
        gold = os.path.join(options.html, name, "gold.jsonl")
        kept = os.path.join(options.work, f"{options.kind}.gold.jsonl")
        pages = {r["page"] for r in rows if r["set"] == name}
        with open(gold, encoding="utf-8") as lines, open(kept, "w", encoding="utf-8") as out:
            out.writelines(line for line in lines if json.loads(line)["page"] in pages)
        arguments = [sys.executable, scorer, kept, records, "--bootstrap", "1", "--json", "--worst", "1000"]
        run = subprocess.run(arguments, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(run.stderr)
        found[name] = json.loads(run.stdout)
    return found


def show(found):
    for name, result in found.items():
        for benchmark, report in result["report"].items():
            cells = []
            if report.get("text"):
                text = report["text"]
                cells.append(f"F1 {text['f1']:.4f} P {text['precision']:.3f} R {text['recall']:.3f} exact {text['accuracy']:.3f}")
            if report.get("segments"):
                cells.append(f"with/without {report['segments']['f1']:.4f}")
            for field in ("title", "date", "byline"):
                if report.get(field):
                    cells.append(f"{field} {report[field]['exact']:.3f}")
            print(f"{name or 'html':6} {benchmark:18} " + "  ".join(cells))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("html")
    parser.add_argument("--kind", choices=["pages", "texts"], default="pages")
    parser.add_argument("--program", default=".build/release/hearsay")
    parser.add_argument("--core", default="Learning/.build/release/hearsay-learn")
    parser.add_argument("--rules", default="Rules")
    parser.add_argument("--work", default=".build/pages")
    parser.add_argument("--out")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--sets", nargs="*", default=["", "more", "extra"])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--json", help="write the scorer's reports there")
    options, rest = parser.parse_known_args()
    os.makedirs(options.work, exist_ok=True)
    rows = read_gold(options, options.sets)
    signs = print_signs(options, rows, "pages")
    if options.kind == "texts":
        rows = read_gold(options, ["plain"]) + make_texts(options, signs)
        signs = print_signs(options, rows, "texts")
    labels = write_labels(options, rows, signs)
    folder = os.path.join(options.work, options.kind)
    os.makedirs(folder, exist_ok=True)
    if not options.out:
        rest.append("--folds-only")
    if subprocess.run([options.core, "pages", signs, labels, folder, *rest]).returncode != 0:
        sys.exit("pages.py: the learner failed")
    figure = "not measured"
    if options.measure:
        found = score(options, rows, extract(options, rows, folder))
        show(found)
        figure = f"F1 {found[FIRST[options.kind]]['report']['all']['text']['f1']:.3f} on pages of sites not learnt from"
        if options.json:
            with open(options.json, "w", encoding="utf-8") as file:
                json.dump(found, file)
    if options.out:
        with open(os.path.join(folder, "all.tsv"), encoding="utf-8") as file, \
                open(os.path.join(options.out, TABLES[options.kind]), "w", encoding="utf-8") as out:
            out.write(header(WHAT, FROM[options.kind], "make learn-pages", figure) + file.read())


if __name__ == "__main__":
    sys.exit(main())
