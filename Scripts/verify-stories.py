#!/usr/bin/env python3
"""Holds the records over documents against the documents.

    verify-stories.py STORIES RECORDS...

Every document is in one story; a text beside offsets is the text there; what a record refers to is there. Prints how many
records were checked; status 1 with the faults where there are any.
"""
import json
import sys


def load(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main():
    stories = load(sys.argv[1])
    records = [record for path in sys.argv[2:] for record in load(path)]
    texts = {record["id"]: record["text"] for record in records if record["type"] == "document"}
    faults = []
    by_type = {}
    for record in stories:
        by_type.setdefault(record["type"], {})[record.get("id")] = record

    def check(record, truth, what):
        if not truth:
            faults.append(f"{record.get('id')}: {what}")

    told = [document for story in by_type.get("story", {}).values() for document in story["documents"]]
    if sorted(told) != sorted(texts):
        faults.append("a document is in no story or in two")
    for story in by_type.get("story", {}).values():
        check(story, story["documents"][0] == story["first"], "the first document is not the first")
        check(story, story["id"] == "y" + story["first"][1:], "the id is not that of the first document")
        check(story, set(story["identities"]) <= set(by_type.get("identity", {})), "an identity is not there")
    for change in by_type.get("change", {}).values():
        reuse = by_type["reuse"].get(change["reuse"])
        check(change, reuse is not None, "the reuse is not there")
        for side, key, name in (("", "text", "document"), ("from_", "from_text", "from")):
            start, end = change[side + "start"], change[side + "end"]
            check(change, (start is None) == (change[key] is None), "a span without a text")
            if start is not None and reuse:
                check(change, texts[reuse[name]][start:end] == change[key], f"the {key} is not what stands there")
        check(change, (change["kind"] == "left out") == (change["text"] is None), "left out and yet there")
        check(change, (change["kind"] == "added") == (change["from_text"] is None), "added and yet in the other")
    for saying in by_type.get("saying", {}).values():
        check(saying, saying["first"] in saying["quotes"], "the first is none of its quotes")
        said = sorted(quote for variant in saying["variants"] for quote in variant["quotes"])
        check(saying, said == sorted(saying["quotes"]), "the variants are not its quotes")
        check(saying, len({quote.split("/")[0] for quote in saying["quotes"]}) > 1, "said in one document alone")
    for figure in by_type.get("figure", {}).values():
        given = sorted(number for value in figure["values"] for number in value["numbers"])
        check(figure, given == sorted(figure["numbers"]), "the values are not its numbers")
    for fault in faults[:50]:
        print(fault)
    print(f"{len(stories)} records, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
