#!/usr/bin/env python3
"""Holds records against their JSON Schema.

    validate.py SCHEMA RECORDS            every record is valid; prints how many there are of each type
    validate.py SCHEMA RECORDS --break    and every field, left out, added to or of another type, makes one invalid

Needs the package python3-jsonschema.
"""
import copy
import json
import sys
from collections import Counter

import jsonschema


def places(value, path=()):
    """The paths of all values inside a value: keys of objects, and the first element of arrays."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path + (key,)
            yield from places(inner, path + (key,))
    elif isinstance(value, list) and value:
        yield path + (0,)
        yield from places(value[0], path + (0,))


def holder(record, path):
    for step in path[:-1]:
        record = record[step]
    return record


def broken(record):
    """Records that are wrong in one place each, with what was done."""
    for path in places(record):
        name = ".".join(map(str, path))
        other = copy.deepcopy(record)
        holder(other, path)[path[-1]] = {"of": "another type"}
        yield name + " of another type", other
        if isinstance(path[-1], str):
            other = copy.deepcopy(record)
            del holder(other, path)[path[-1]]
            yield name + " left out", other
            other = copy.deepcopy(record)
            holder(other, path)["unknown"] = 1
            yield name + " with an unknown key beside it", other


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    counts, breaks, missed = Counter(), 0, []
    with open(sys.argv[2], encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            record = json.loads(line)
            counts[record["type"]] += 1
            for error in list(validator.iter_errors(record))[:1]:
                missed.append(f"line {number}: {error.message[:200]}")
            if "--break" in sys.argv:
                for what, other in broken(record):
                    breaks += 1
                    if validator.is_valid(other):
                        missed.append(f"line {number}: still valid with {what}")
    for kind in sorted(counts):
        print(f"{kind}: {counts[kind]} valid")
    if "--break" in sys.argv:
        print("every broken field is found" if breaks and not missed else "some broken fields are not found")
    for line in missed[:20]:
        print(line)
    sys.exit(1 if missed else 0)


main()
