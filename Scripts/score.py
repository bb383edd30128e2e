#!/usr/bin/env python3
"""Scores the program on the evaluation data and holds the figures against their floors.

    score.py SHARED [--program FILE] [--floors FILE] [--update [--allow-regression]] [--only NAME] [--keep FOLDER]

SHARED    the folder with the seeds, the corpora and the scorers (score/*.py)
--floors  {"figure": least value}; a figure below its floor fails the run (Tests/floors.json)
--update  raise the floors to the figures of this run; --allow-regression lowers them as well
--only    only the measurements whose name begins so (seeds, quotes, wild, entities, numbers, gap, gum, html, plain, stories,
          sites)

The figures of 'sites' are those of pages of sites that the weights were not learnt from (Learning/learners/pages.py --measure).

Exit status: 0 all at or above their floors, 1 some below, 2 wrong usage or a scorer that failed.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile


def percent(value):
    return round(100 * value, 2) if value <= 1 else round(value, 2)


def seeds(result):
    yield "seeds.quotes-complete-f1", result["quotes complete"]["f1"]
    yield "seeds.quotes-found-f1", result["quotes found"]["f1"]
    yield "seeds.sources-resolved", result["source resolved of gold %"]
    yield "seeds.anonymity", result["anonymity right of found %"]
    yield "seeds.numbers-f1", result["numbers found"]["f1"]
    yield "seeds.number-values", result["number values %"]
    yield "seeds.number-bounds", result["number bounds %"]
    yield "seeds.number-sources", result["number sources %"]
    yield "seeds.dates-f1", result["dates found"]["f1"]
    yield "seeds.entities-of-right-kind", result["entities of right kind %"]
    yield "seeds.boilerplate", result["boilerplate marked %"]
    yield "seeds.credits", result["credits %"]
    yield "seeds.verbatim", result["documents verbatim"]
    yield "seeds.body-blocks-kept", -result["body lost (blocks)"]


def quotes(result):
    classes = result["classes"]
    yield "quotes.found@0.3-f1", classes["all"]["found@0.3"]["f1"]
    yield "quotes.complete-f1", classes["all"]["complete"]["f1"]
    for kind in ("direct", "indirect", "mixed"):
        yield f"quotes.{kind}-complete-f1", classes[kind]["complete"]["f1"]


def wild(result):
    """The weights of quotes are learnt from these articles as well: floors are figures of articles that they were not learnt
    from, by `Learning/learners/quotes.py cross`."""
    for name in ("found", "right"):
        yield f"wild.{name}-f1", result[name]["f1"]
    yield "wild.right-precision", result["right"]["p"]
    yield "wild.right-recall", result["right"]["r"]
    yield "wild.sources-whole", result["sources"]["whole"]
    yield "wild.source-records-that-are-one", 1 - result["sources"]["false"]


def entities(result):
    for name, corpus in result.items():
        if isinstance(corpus, dict) and "strict" in corpus:
            yield f"entities.{name}-strict-f1", corpus["strict"]["micro"]["f1"]


def numbers(result):
    for name in ("numbers", "dates"):
        yield f"numbers.news-{name}-full-f1", result["sets"]["news"][name]["full"]["f1"]


def pronouns(result):
    yield "gap.f1", result["overall"]["f1"]
    yield "gap.women-to-men", 100 * result["bias"]


def chains(result):
    yield "gum.names-b3-f1", result["names"]["b3"]["f1"]


def versions(result):
    yield "stories.versions-pairs-f1", result["pairs"]["f1"]
    yield "stories.versions-small-f1", result["small"]["f1"]
    yield "stories.versions-small-what", result["small"]["what right of found"]
    for kind in ("left out", "added", "moved"):
        yield f"stories.versions-{kind.replace(' ', '-')}-f1", result[kind]["f1"]


def copies(result):
    yield "stories.helsinki-linked-precision", result["linked"]["p"]
    yield "stories.helsinki-linked-recall", result["linked"]["r"]
    yield "stories.helsinki-grades-macro-f1", result["macro f1"]


def events(result):
    yield "stories.events-b3-f1", result["stories"]["f1"]
    yield "stories.events-identities-b3-f1", result["identities"]["f1"]


def sayings(result):
    yield "stories.basil-b3-f1", result["stories"]["f1"]
    yield "stories.basil-sayings-precision", result["sayings"]["p"]
    yield "stories.basil-sayings-recall", result["sayings"]["r"]
    yield "stories.basil-altered", result["sayings"]["altered right of found"]


def article(prefix):
    def figures(result):
        report = result["report"]
        for name in ("zyte", "news", "all"):
            if name in report and "text" in report[name]:
                yield f"{prefix}.{name}-text-f1", report[name]["text"]["f1"]
        for field, measure in (("title", "fuzzy"), ("date", "exact"), ("byline", "f1")):
            if field in report.get("all", {}):
                yield f"{prefix}.all-{field}-{measure}", report["all"][field][measure]
    return figures


# Before a gold file that holds its texts: they are written as files first.
UNPACK = "unpack "

MEASUREMENTS = [
    # name, inputs, scorer with its arguments ({shared}, {records}), figures
    ("seeds", "seeds", ["seeds.py", "--json", "{records}"], seeds),
    ("quotes", "corpora/polnear/dev", ["attribution.py", "{shared}/corpora/polnear/dev", "{records}", "--json"], quotes),
    ("wild", "corpora/wild/documents.jsonl",
     ["wild.py", "{shared}/corpora/wild/gold.jsonl", "{records}", "--json"], wild),
    ("entities", "corpora/entities/worldwide/text",
     ["entities.py", "{shared}/corpora/entities/worldwide/gold.jsonl", "{records}", "--json"], entities),
    ("numbers", "corpora/numbers/input.jsonl",
     ["quantities.py", "{shared}/corpora/numbers/gold.jsonl", "{records}", "--input",
      "{shared}/corpora/numbers/input.jsonl", "--set", "news", "--json"], numbers),
    ("gap", "unpack corpora/coreference/gap/gold.jsonl",
     ["entities.py", "gap", "{shared}/corpora/coreference/gap/gold.jsonl", "{records}", "--json"], pronouns),
    ("gum", "unpack corpora/coreference/gum/gold.jsonl",
     ["entities.py", "links", "{shared}/corpora/coreference/gum/gold.jsonl", "{records}", "--json"], chains),
    ("html", "corpora/html/pages",
     ["article.py", "{shared}/corpora/html/gold.jsonl", "{records}", "--bootstrap", "1", "--json"], article("html")),
    ("plain", "corpora/html/plain/pages",
     ["article.py", "{shared}/corpora/html/plain/gold.jsonl", "{records}", "--bootstrap", "1", "--json"],
     article("plain")),
    ("stories-seeds", "seeds", ["stories.py", "seeds", "{shared}/corpora/stories/seeds", "{records}", "{stories}", "--json"],
     lambda result: [("stories.seeds-changes", result["found"])]),
] + [
    (f"stories-{name}", f"corpora/stories/{name}/documents.jsonl",
     ["stories.py", name, f"{{shared}}/corpora/stories/{name}", "{records}", "{stories}", "--json"], figures)
    for name, figures in (("versions", versions), ("helsinki", copies), ("events", events), ("basil", sayings))
]


# Of each kind of text: name of a figure, set of pages, benchmark, what is measured.
SITES = {
    "pages": [("news-text-f1", "", "news", "text"), ("wcxb-text-f1", "", "wcxb", "text"),
              ("more-text-f1", "more", "all", "text"), ("segments-f1", "", "trafilatura", "segments"),
              ("wcxb-segments-f1", "", "wcxb", "segments")],
    "texts": [("plain-text-f1", "plain", "all", "text")],
}


def sites(options, folder):
    """Learns from some of the sites, as `make learn-pages` does, and scores the others, in five parts."""
    learning = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Learning")
    script, core = os.path.join(learning, "learners", "pages.py"), os.path.join(learning, ".build/release/hearsay-learn")
    found = []
    for kind, figures in SITES.items():
        result = os.path.join(folder, f"sites-{kind}.json")
        run = subprocess.run([sys.executable, script, os.path.join(options.shared, "corpora", "html"), "--kind", kind,
                              "--program", options.program, "--core", core, "--work", os.path.join(folder, "sites"),
                              "--measure", "--json", result],
                             stdout=subprocess.DEVNULL)
        if run.returncode != 0:
            sys.exit(2)
        with open(result, encoding="utf-8") as file:
            reports = json.load(file)
        found += [(f"sites.{name}", percent(reports[part]["report"][benchmark][measure]["f1"]))
                  for name, part, benchmark, measure in figures]
    return found


def measure(options, name, inputs, scorer, figures, folder):
    records = os.path.join(folder, name + ".jsonl")
    path = os.path.join(options.shared, inputs.removeprefix(UNPACK))
    if inputs.startswith(UNPACK):
        texts = os.path.join(folder, name)
        os.makedirs(texts, exist_ok=True)
        unpacking = os.path.join(options.shared, "score/entities.py")
        subprocess.run([sys.executable, unpacking, "unpack", path, texts], check=True, stdout=subprocess.DEVNULL)
        path = texts
    run = subprocess.run([options.program, "extract", path, "-o", records, "--quiet"])
    if run.returncode not in (0, 1):
        sys.exit(f"score.py: extract of {inputs} ended with status {run.returncode}")
    stories = os.path.join(folder, name + ".stories.jsonl")
    if "{stories}" in scorer:
        run = subprocess.run([options.program, "stories", records, "-o", stories, "--quiet"])
        if run.returncode not in (0, 1):
            sys.exit(f"score.py: stories of {inputs} ended with status {run.returncode}")
    arguments = [part.format(shared=options.shared, records=records, stories=stories) for part in scorer]
    program = os.path.join(options.shared, "score", arguments[0])
    scored = subprocess.run([sys.executable, program, *arguments[1:]], capture_output=True, text=True)
    if scored.returncode != 0:
        print(scored.stderr, file=sys.stderr)
        sys.exit(2)
    return [(figure, percent(value) if not figure.startswith("seeds.") else round(value, 2))
            for figure, value in figures(json.loads(scored.stdout))]


def compare(found, floors):
    failed = []
    for figure, value in found:
        floor = floors.get(figure)
        mark = "" if floor is None else f"floor {floor:6.2f}"
        if floor is not None and value < floor - 0.005:
            failed.append(figure)
            mark += "  BELOW"
        print(f"{figure:36} {value:7.2f}  {mark}")
    return failed


def update(options, found, floors):
    for figure, value in found:
        if options.allow_regression or value > floors.get(figure, float("-inf")):
            floors[figure] = value
    with open(options.floors, "w", encoding="utf-8") as file:
        json.dump(floors, file, indent=1, sort_keys=True)
        file.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared")
    parser.add_argument("--program", default=".build/release/hearsay")
    parser.add_argument("--floors", default="Tests/floors.json")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep")
    options = parser.parse_args()
    floors = {}
    if os.path.exists(options.floors):
        with open(options.floors, encoding="utf-8") as file:
            floors = json.load(file)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        os.makedirs(folder, exist_ok=True)
        found = []
        for name, inputs, scorer, figures in MEASUREMENTS:
            if not name.startswith(options.only):
                continue
            if not os.path.exists(os.path.join(options.shared, inputs.removeprefix(UNPACK))):
                print(f"{name}: skipped, there is no {inputs}")
                continue
            found += measure(options, name, inputs, scorer, figures, folder)
        if "sites".startswith(options.only):
            found += sites(options, folder)
    failed = compare(found, floors)
    if options.update:
        update(options, found, floors)
    if failed:
        print(f"{len(failed)} below their floor: {', '.join(failed)}")
        sys.exit(0 if options.update and options.allow_regression else 1)


main()
