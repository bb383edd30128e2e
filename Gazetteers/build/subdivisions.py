#!/usr/bin/env python3
"""Gives the regions of `place/region.tsv` that are parts of one country their ISO 3166-2 codes and their country.

    pip install -r requirements.txt
    subdivisions.py GAZETTEERS/place/region.tsv

A name that parts of two countries have (*Punjab*) gets none. Source and licence: ../README.md.
"""
import collections
import sys
import unicodedata

import pycountry


def fold(name):
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower().replace("'", "").replace("’", "")


# Kinds of parts that stand before or behind the name.
# Names that mostly mean something else than the one part that bears them.
OTHERS = set("long island|sahel|flores|west coast|cordillera|midlands|tanganyika|limburg|far north|canterbury|blue nile".split("|"))
KINDS = [" province", " state", " region", " governorate", " prefecture", " oblast", " county", " republic", " department"]


def codes():
    """→ {folded name: {code}} of the parts right below their country."""
    found = collections.defaultdict(set)
    for part in pycountry.subdivisions:
        name = fold(part.name)
        for kind in KINDS:
            name = name.removesuffix(kind)
        # Of a part of a part only the code of the larger one would be wanted.
        if getattr(part, "parent_code", None) is None or part.country_code in ("GB", "FR", "ES", "IT"):
            found[name].add(part.code)
    return found


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if line.strip()]
    header, rows = lines[0], [dict(zip(lines[0], line + [""] * len(lines[0]))) for line in lines[1:]]
    for column in ("id", "country"):
        if column not in header:
            header.append(column)
    known, count = codes(), 0
    for row in rows:
        name = fold(row["name"])
        for kind in KINDS:
            name = name.removesuffix(kind)
        found = known.get(name, set())
        if len(found) == 1 and name not in OTHERS and not row.get("id"):
            code = next(iter(found))
            row["id"], row["country"] = f"iso3166:{code}", code[:2]
            count += 1
    body = sorted("\t".join(row.get(c, "") for c in header).rstrip("\t") for row in rows)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("\t".join(header) + "\n" + "\n".join(sorted(body, key=lambda s: s.encode())) + "\n")
    print(f"{path}: {count} of {len(rows)} have a code")


if __name__ == "__main__":
    main()
