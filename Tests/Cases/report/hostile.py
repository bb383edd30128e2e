"""Records whose every text would be something else than text, if it could."""
import json

BAD = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a\u202eb\u2066c", "\u001b]52;c;x\u0007", "</li></ol></details>", "&lt;b&gt;", "javascript:alert(1)",
       "=cmd|' /C calc'!A0", "x" * 300, "\u05d0\u05d1\u05d2 \u0627\u0644", "' onmouseover='alert(1)", "]]><!--"]
for n, bad in enumerate(BAD):
    id = f"d{n:016x}"
    text = bad + " said " + bad + ". "
    print(json.dumps({"type": "document", "id": id, "origin": bad, "title": bad, "url": bad, "site": bad, "outlet": bad, "genre": bad, "published": f"2016-12-{n + 1:02}", "text": text,
                      "blocks": []}))
    print(json.dumps({"type": "source", "id": f"{id}/s1", "document": id, "name": bad, "kind": "person", "anonymous": n % 2 == 0, "condition": bad, "mentions": []}))
    quote = json.dumps({"type": "quote", "id": f"{id}/q1", "document": id, "kind": "direct", "text": bad, "spans": [[len(bad) + 6, len(text) - 2]], "cue": {"text": "said", "lemma": "say",
                      "start": len(bad) + 1, "end": len(bad) + 5, "class": "statement"}, "source": {"id": f"{id}/s1", "name": bad, "kind": "person", "anonymous": n % 2 == 0,
                      "mention": {"start": 0, "end": len(bad), "text": bad, "form": "name"}}, "sentence": [0, len(text)], "rule": bad, "confidence": 0.8})
    # A number that no integer can hold.
    print(quote.replace('"confidence": 0.8', '"confidence": 1e999') if n == 3 else quote)
    print(json.dumps({"type": "error", "origin": bad, "document": None, "stage": "input", "reason": bad}))
