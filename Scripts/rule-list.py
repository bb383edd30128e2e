#!/usr/bin/env python3
"""Writes the page of the rules that are there: what each makes, in which file it stands, and its note or an example.

    rule-list.py PROGRAM > Documentation/rule-list.md

The table is what `hearsay rules --all` prints. No line numbers, so that the page changes with the rules alone.
"""
import csv
import io
import subprocess
import sys

KINDS = {"person": "Names of people", "place": "Names of places", "organization": "Names of organizations",
         "group": "Names of groups", "thing": "What is no name of these", "number": "Numbers", "date": "Dates",
         "figure": "What numbers and dates are made of", "cue": "Cues", "source": "Sources", "quote": "Quotes",
         "condition": "Conditions of anonymity", "pseudonym": "Pseudonyms", "reject": "What rejects a quote"}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run = subprocess.run([sys.argv[1], "rules", "--all", "--to", "tsv"], capture_output=True, text=True, check=True)
    rows = list(csv.DictReader(io.StringIO(run.stdout), delimiter="\t", quoting=csv.QUOTE_NONE))
    print("# The rules that are there\n")
    print("Every record names the rule that made it. `hearsay rules ID` shows one with its examples. A construction is found in\n"
          "code and has no pattern; it stands in `Rules/71-constructions.rules`. This page is made by `make rule-list`.")
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    for kind in kinds:
        print(f"\n## {KINDS.get(kind, kind)}\n\n| rule | file | what it is for |\n| --- | --- | --- |")
        for row in rows:
            if row["kind"] == kind:
                file = row["place"].split(":")[0].removeprefix("Rules/")
                print(f"| `{row['rule']}` | `{file}` | {row['note'].replace('|', chr(92) + '|').strip()} |")


if __name__ == "__main__":
    main()
