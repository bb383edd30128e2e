"""Checks annotations by the W3C's Web Annotation vocabulary: classes, properties, what is required; and the selectors by the texts."""
import json
import sys

# What the context http://www.w3.org/ns/anno.jsonld names, as far as an annotation of text may have it.
KEYS = {
    "Annotation": {"@context", "id", "type", "motivation", "body", "target", "created", "creator"},
    "TextualBody": {"type", "purpose", "value", "format", "language"},
    "SpecificResource": {"source", "selector", "type"},
    "TextPositionSelector": {"type", "start", "end"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
}
MOTIVATIONS = {"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
               "linking", "moderating", "questioning", "replying", "reviewing", "tagging"}
texts, quotes = {}, {}
for r in map(json.loads, open(sys.argv[1], encoding="utf-8")):
    if r["type"] == "document":
        texts[r["id"]] = r["text"]
    elif r["type"] == "quote":
        quotes["urn:hearsay:" + r["id"]] = r
ids = set()
for a in map(json.loads, open(sys.argv[2], encoding="utf-8")):
    assert set(a) <= KEYS["Annotation"] and a["@context"] == "http://www.w3.org/ns/anno.jsonld" and a["type"] == "Annotation", a
    assert a["motivation"] in MOTIVATIONS and a["target"] and a["id"] not in ids
    ids.add(a["id"])
    for body in a["body"]:
        assert set(body) <= KEYS[body["type"]] and body["purpose"] in MOTIVATIONS and isinstance(body["value"], str)
    quote = quotes[a["id"]]
    text = texts[quote["document"]]
    assert len(a["target"]) == len(quote["spans"])
    for target, (start, end) in zip(a["target"], quote["spans"]):
        assert set(target) <= KEYS["SpecificResource"] and target["source"].split(":")[0] in ("http", "https", "urn")
        position, words = target["selector"]
        assert set(position) == KEYS[position["type"]] and set(words) == KEYS[words["type"]]
        assert (position["start"], position["end"]) == (start, end) and 0 <= start < end
        assert words["exact"] == text[start:end] and text[:start].endswith(words["prefix"]) and text[end:].startswith(words["suffix"])
print("all quotes are annotations" if ids == set(quotes) and ids else "quotes are missing")
