#!/usr/bin/env python3
"""Who is quoted most in a folder of news: from dumps to a table, step by step. Needs Python alone and `hearsay` in the path.

    who-is-quoted.py FOLDER
"""
import json
import subprocess
import sys
import tempfile
from collections import Counter

# 1. Extract: one file a type of record, copies of one text left out.
folder = sys.argv[1]
work = tempfile.TemporaryDirectory()
done = subprocess.run(["hearsay", "extract", folder, "--split", work.name, "--skip-duplicates", "--quiet"])
if done.returncode not in (0, 1):  # 1: some documents could not be read; the others are done
    sys.exit(2)


# 2. Read: a record a line. (pandas: pd.read_json(path, lines=True); DuckDB: SELECT * FROM 'quotes.jsonl'.)
def records(name):
    with open(f"{work.name}/{name}.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


documents = {record["id"]: record for record in records("documents")}
quotes = records("quotes")

# 3. Count: quotes that can be trusted, by who is given for them; in how many documents they stand.
said, where = Counter(), {}
for quote in quotes:
    if quote["confidence"] >= 0.5 and quote["source"]:
        name = quote["source"]["name"]
        said[name] += 1
        where.setdefault(name, set()).add(quote["document"])

print(f"{len(documents)} documents, {len(quotes)} quotes")
print(f"{'who':40} {'quotes':>6} {'documents':>9}")
for name, count in sorted(said.items(), key=lambda row: (-row[1], row[0]))[:10]:
    print(f"{name[:40]:40} {count:6} {len(where[name]):9}")

# 4. Look at it: each quote has its place in the text of its document, and says by which rule it was found.
best = max(quotes, key=lambda quote: (quote["kind"] == "direct", quote["confidence"], quote["id"]), default=None)
if best:
    start, end = best["sentence"]
    print(f"\nfor instance: {documents[best['document']]['text'][start:end]}")
