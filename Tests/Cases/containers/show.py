#!/usr/bin/env python3
"""Print origin, address, title and the beginning of the body of each record of `hearsay extract`, a line each."""
import json
import sys

for row in map(json.loads, sys.stdin):
    if row["type"] == "error":
        print("error", row["origin"], "|", row["reason"])
    elif row["type"] == "document":
        body = [row["text"][b["start"]:b["end"]] for b in row["blocks"] if b["role"] not in ("title", "boilerplate")]
        print(row["origin"], "|", row["key"], "|", row["url"], "|", row["published_at"], "|", row["title"], "|", *body[:1])
