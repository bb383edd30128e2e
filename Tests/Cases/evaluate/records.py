"""Records of two invented documents; those of the new run are right where the old ones were not, and wrong once."""
import json
import sys

new = sys.argv[1] == "new"


def document(number, text):
    print(json.dumps({"type": "document", "id": f"d{number:016x}", "origin": f"paper-{number}/a.txt", "genre": "news", "title": "Dam", "text_hash": f"t{number:016x}",
                      "text": text, "blocks": [{"start": 0, "end": len(text), "role": "body", "line": 1}]}))
    for source, name in enumerate(["Anna Roe", "Ben Low"], 1):
        print(json.dumps({"type": "source", "id": f"d{number:016x}/s{source}", "document": f"d{number:016x}", "name": name, "kind": "person", "anonymous": False, "mentions": []}))


def quote(number, index, text, content, cue, source, name, rule, confidence):
    start = text.index(content)
    at = text.index(cue, text.index(source))
    sentence = text.rindex(".", 0, start) + 1 if "." in text[:start] else 0
    end = text.index(".", start + len(content)) + 1 if "." in text[start + len(content):] else len(text)
    print(json.dumps({"type": "quote", "id": f"d{number:016x}/q{index}", "document": f"d{number:016x}", "kind": "indirect", "text": content, "spans": [[start, start + len(content)]],
                      "cue": {"text": cue, "lemma": cue, "start": at, "end": at + len(cue), "class": "statement"},
                      "source": {"id": f"d{number:016x}/s1", "name": name, "kind": "person", "anonymous": False, "mention": {"start": text.index(source), "end": text.index(source) + len(source), "text": source, "form": "name"}},
                      "sentence": [min(sentence + (text[sentence] == " "), start), end], "rule": rule, "confidence": confidence}))


one = "Anna Roe said the dam will hold. The shop offers bags to all. She added that the old road is shut."
two = "Ben Low warned that the water will rise by the morning of Friday. Anna Roe told him the gates were open."
document(1, one)
quote(1, 1, one, "the dam will hold", "said", "Anna Roe", "Anna Roe", "quote.source-cue-clause", 0.9)
if not new:
    quote(1, 2, one, "bags to all", "offers", "The shop", "The shop", "quote.source-cue-object", 0.4)
quote(1, 3, one, "that the old road is shut", "added", "She", "Ben Low" if new else "Anna Roe", "quote.source-cue-clause", 0.7)
document(2, two)
quote(2, 1, two, "that the water will rise" if new else "that the water will rise by the morning of Friday", "warned", "Ben Low", "Ben Low", "quote.source-cue-clause", 0.8)
quote(2, 2, two, "the gates were open", "told", "Anna Roe", "Anna Roe", "quote.source-cue-clause", 0.95)
