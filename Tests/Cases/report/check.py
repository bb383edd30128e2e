"""Reads a report with a parser of HTML: which elements and attributes it has, and whether they close."""
import sys
from html.parser import HTMLParser

ELEMENTS = {"html", "head", "meta", "title", "style", "script", "body", "main", "header", "h1", "h2", "h3", "p", "nav", "a", "div", "label", "input", "select", "option", "button", "output",
            "section", "figure", "figcaption", "svg", "rect", "text", "line", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "ol", "ul", "li", "blockquote", "mark", "b",
            "span", "code"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "href", "rel", "id", "class", "role", "type", "autocomplete", "value", "min", "max", "step", "aria-live", "aria-label",
              "aria-labelledby", "hidden", "width", "height", "focusable", "x", "y", "x1", "x2", "y1", "y2", "text-anchor", "tabindex", "scope", "title", "data-k", "data-n", "data-c"}
EMPTY = {"meta", "input"}


class Checker(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.problems, self.scripts, self.ids, self.links = [], [], 0, set(), set()

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.problems.append(f"element {tag}")
        self.scripts += tag == "script"
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.problems.append(f"attribute {name} of {tag}")
            if name == "href" and not (value or "").startswith(("#", "https://", "http://")):
                self.problems.append(f"link to {value}")
            if name == "href" and value.startswith("#"):
                self.links.add(value[1:])
            if name == "id":
                if value in self.ids:
                    self.problems.append(f"id {value} twice")
                self.ids.add(value)
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"end of {tag}")


page = open(sys.argv[1], encoding="utf-8").read()
checker = Checker()
checker.feed(page)
unseen = [c for c in page if ord(c) < 32 and c != "\n" or 0x7F <= ord(c) < 0xA0 or c in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
problems = checker.problems + [f"open {t}" for t in checker.open] + [f"no {t}" for t in sorted(checker.links - checker.ids)] + [f"unseen {ord(c):x}" for c in unseen]
if checker.scripts != 1:
    problems.append(f"{checker.scripts} scripts")
print("\n".join(problems[:20]) or f"well: {len(page.encode()) <= 3_000_000}")
