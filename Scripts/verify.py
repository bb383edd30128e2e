#!/usr/bin/env python3
"""Holds records against their documents: whatever a record says of the text must stand there.

    verify.py RECORDS...

Checked of every document: ids are unique and numbered in the order of the text; a text beside a start and an end is the
text there; spans are in order and do not overlap; the text of a quote follows from its spans; records refer to records
that are there; blocks are in order. Prints how many records were checked; status 1 with the faults where there are any.
"""
import json
import re
import sys


class Faults(list):
    def check(self, record, truth, what):
        if not truth:
            self.append(f"{record.get('id') or record.get('origin')}: {what}")


def texts(value):
    """All objects inside a record that have a text beside a start and an end."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def bare(text):
    """The letters and digits of a text, and nothing else."""
    return re.sub(r"[\W_]+", "", text)


def check_quote(record, text, faults):
    spans = record["spans"]
    faults.check(record, spans, "no spans")
    faults.check(record, all(0 <= a < b <= len(text) for a, b in spans), "spans outside the text")
    faults.check(record, all(x[1] <= y[0] for x, y in zip(spans, spans[1:])), "spans overlap")
    pieces = " ".join(text[a:b] for a, b in spans)
    said, there = bare(record["text"]), bare(pieces)
    faults.check(record, said == there or (there.startswith("that") and said == there[4:]), "the text is not its spans'")
    start, end = record["sentence"]
    faults.check(record, 0 <= start <= end <= len(text), "the sentence is outside the text")
    if record["cue"]:
        inside = start <= record["cue"]["start"] and record["cue"]["end"] <= end
        faults.check(record, inside, "the cue is outside its sentence")


def check_group(document, records, faults):
    text = document["text"]
    ids = [record["id"] for record in records]
    faults.check(document, len(ids) == len(set(ids)), "an id is there twice")
    known = set(ids)
    place = -1
    for block in document["blocks"]:
        faults.check(document, place <= block["start"] <= block["end"] <= len(text), "blocks out of order")
        place = block["end"]
    numbers = {}
    for record in records:
        kind = record["type"]
        faults.check(record, record["id"].startswith(document["id"] + "/"), "an id of another document")
        faults.check(record, record["document"] == document["id"], "another document")
        number = int(record["id"].rsplit("/", 1)[1][1:])
        faults.check(record, number > numbers.get(kind, 0), "ids out of order")
        numbers[kind] = number
        for part in texts(record):
            there = text[part["start"]:part["end"]]
            faults.check(record, part["text"] == there, f"the text is {part['text']!r}, at its offsets stands {there!r}")
            faults.check(record, part["text"] != "", "an empty text")
        if kind == "quote":
            check_quote(record, text, faults)
            for reference in record["numbers"] + record["dates"]:
                faults.check(record, reference in known, f"{reference} is not there")
        for key in ("entity", "quote", "of"):
            if record.get(key):
                faults.check(record, record[key] in known, f"{key} {record[key]} is not there")
        if isinstance(record.get("source"), dict):
            faults.check(record, record["source"]["id"] in known, "the source is not there")


def groups(path):
    document, records = None, []
    with open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["type"] == "document":
                if document:
                    yield document, records
                document, records = record, []
            elif record["type"] != "error":
                records.append(record)
    if document:
        yield document, records


def main():
    faults, documents, count, seen = Faults(), 0, 0, set()
    for path in sys.argv[1:]:
        for document, records in groups(path):
            faults.check(document, document["id"] not in seen, "a document's id is there twice")
            seen.add(document["id"])
            documents += 1
            count += len(records)
            check_group(document, records, faults)
    for fault in faults[:40]:
        print(fault)
    print(f"{documents} documents, {count} other records, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
