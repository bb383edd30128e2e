"""The mean confidence of the quotes on standard input."""
import json
import sys

shares = [r["confidence"] for r in map(json.loads, sys.stdin) if r["type"] == "quote"]
print(len(shares), round(sum(shares) / len(shares), 3))
