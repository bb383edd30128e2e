#!/usr/bin/env python3
"""Who said what in articles of the evaluation data that have no annotation of it there: a language model read each once for
the project, by the rules of corpora/wild/GUIDE.md, without any program's output.

    annotated.py documents SHARED OUT.jsonl    the articles, as input for `hearsay extract`
    annotated.py score SHARED RECORDS.jsonl    the figures of `score/wild.py` for what was extracted from them

annotated.tsv holds no text: `D` lines name the page, `A` lines an attribution of it by code points of the page's text in
gold.jsonl: content, cue, source, class, type of the source, whether it is anonymous, and hashes of the names that are right.
"""
import hashlib, json, os, re, sys

from common import scorer_module

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "annotated.tsv")
ARTICLES = re.compile(r"^(?:the|a|an|some|his|her|their|its|our|my)\s+")


def key(name):
    """a name as it is compared: in small letters, without marks, determiner and possessive"""
    name = re.sub(r"['’]s\b", "", name or "").lower().replace("’", "'")
    name = re.sub(r"\s+", " ", re.sub(r"[^\w\s&/-]", " ", name)).strip()
    return ARTICLES.sub("", name)


def digest(name):
    return hashlib.sha256(name.replace(" ", "").encode()).hexdigest()[:10]


def is_name(name, attribution):
    """whether a name, or some words of it, is one of those that are right; of a group its last word may be plural or not"""
    words, right = key(name).split(), attribution["aliases"]
    if not words:
        return False
    whole = " ".join(words)
    forms = {whole}
    if attribution["type"] in ("group", "document", "unknown"):
        forms |= {whole.rstrip("s"), whole + "s"}
    parts = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1)}
    return any(digest(form) in right for form in forms | parts)


def documents(shared):
    """the text of each page by its name"""
    texts, wanted = {}, {line.rstrip("\n").split("\t")[1] for line in open(TABLE) if line.startswith("D\t")}
    for folder in sorted({os.path.dirname(page) for page in wanted}):
        with open(os.path.join(shared, "corpora", folder, "gold.jsonl"), encoding="utf-8") as stream:
            for line in stream:
                row = json.loads(line)
                page = f"{folder}/{row['page']}"
                if page in wanted:
                    texts[page] = row["text"].replace("\r", "")
    return texts


def gold():
    """the attributions of each page, as in the gold of corpora/wild"""
    pages, page = {}, None
    pair = lambda s: [int(x) for x in s.split("-")]
    for line in open(TABLE):
        f = line.rstrip("\n").split("\t")
        if f[0] == "D":
            page = f[1]
            pages[page] = []
        elif f[0] == "A":
            names = set(f[7].split(",")) - {""}
            pages[page].append({
                "content": [pair(s) for s in f[1].split(",")], "cue": pair(f[2]) if f[2] else None,
                "source": pair(f[3]) if f[3] else None, "class": f[4], "type": f[5],
                "anonymous": {"0": False, "1": True}.get(f[6]), "aliases": names,
                "name": "the author" if digest("author") in names else min(names) if names else None})
    return pages


def scored(scorer, records):
    """rows, missed ones and counts of the scorer `wild.py`, a dictionary of its functions"""
    scorer["same_name"] = is_name
    docs, quotes, sources = {}, {}, {}
    for line in open(records, encoding="utf-8"):
        r = json.loads(line)
        if r["type"] == "document":
            docs[r["key"]] = r
        for kind, held in (("quote", quotes), ("source", sources)):
            if r["type"] == kind:
                held.setdefault(r["document"], []).append(r)
    for d in docs.values():
        quotes.setdefault(d["id"], [])
    rows = [{"id": page, "attributions": found} for page, found in gold().items()]
    return lambda least: scorer["judge"](rows, docs, quotes, sources, least)


def report(scorer, records):
    """prints the figures of records"""
    judge = scored(scorer, records)
    for least in (0, 0.5, 0.7):
        x = scorer["figures"](*judge(least))
        print(f"confidence {least}: " + ", ".join(
            f"{k} P {100 * x[k]['p']:.1f} R {100 * x[k]['r']:.1f} F1 {100 * x[k]['f1']:.1f}" for k in ("found", "right")))
    x = scorer["figures"](*judge(0))
    print("wrong:", x["wrong"], "sources whole %.1f, none %.1f" % (100 * x["sources"]["whole"], 100 * x["sources"]["false"]))


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("documents", "score"):
        sys.exit(__doc__)
    if sys.argv[1] == "documents":
        with open(sys.argv[3], "w", encoding="utf-8") as out:
            for page, text in sorted(documents(sys.argv[2]).items()):
                out.write(json.dumps({"id": page, "text": text}) + "\n")
        return
    report(scorer_module(os.path.join(sys.argv[2], "score/wild.py")), sys.argv[3])


if __name__ == "__main__":
    main()
