#!/usr/bin/env python3
"""Make texts as a copy from a browser would be out of pages, for learning the weights of plain texts
(Rules/page/text-weights.tsv) from more pages than have such copies.

    page-texts.py GOLD.jsonl SIGNS.tsv RECORDS.jsonl FOLDER [--skip BENCHMARK ...]

GOLD     one page a line: page, benchmark, site, text
SIGNS    what `hearsay text --signs PAGES` prints
RECORDS  what `hearsay text --to jsonl PAGES` prints: the article where GOLD has none, if it is English and long enough
FOLDER   gets a .txt a page and gold.jsonl; the benchmark of all of them is 'wcxb', which page-weights.py gives less weight
--skip   benchmarks whose pages have copies already
"""
import argparse
import json
import os
import re

FEW_WORDS = 120
ROLES = ("body", "heading", "list", "quote")


def page_name(origin):
    return re.sub(r"\.(gz|zst|xz|bz2)$", "", os.path.basename(origin))


def visible_lines(path):
    """The paragraphs of each page that can be seen."""
    pages, lines = {}, None
    with open(path, encoding="utf-8") as rows:
        for row in rows:
            cells = row.rstrip("\n").split("\t", 2)
            if cells[0] == "#PAGE":
                lines = pages.setdefault(page_name(cells[1]), [])
            elif "hidden" not in cells[1].split():
                lines.append(cells[2])
    return pages


def articles(path):
    found = {}
    with open(path, encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["type"] != "document" or row["language"] not in ("en", None):
                continue
            parts = [row["text"][b["start"]:b["end"]] for b in row["blocks"] if b["role"] in ROLES]
            found[page_name(row["origin"])] = "\n\n".join(parts)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("signs")
    parser.add_argument("records")
    parser.add_argument("folder")
    parser.add_argument("--skip", nargs="*", default=[])
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    lines, found, count = visible_lines(options.signs), articles(options.records), 0
    with open(options.gold, encoding="utf-8") as gold, \
            open(os.path.join(options.folder, "gold.jsonl"), "w", encoding="utf-8") as out:
        for row in map(json.loads, gold):
            text = row.get("text") or found.get(row["page"], "")
            if row["benchmark"] in options.skip or len(text.split()) < FEW_WORDS or row["page"] not in lines:
                continue
            name = re.sub(r"\.html$", "", row["page"]) + ".txt"
            with open(os.path.join(options.folder, name), "w", encoding="utf-8") as file:
                file.write("\n\n".join(lines[row["page"]]) + "\n")
            made = {"page": name, "site": row.get("site"), "benchmark": "wcxb", "title": row.get("title"), "text": text}
            out.write(json.dumps(made, ensure_ascii=False) + "\n")
            count += 1
    print(f"{count} texts")


main()
