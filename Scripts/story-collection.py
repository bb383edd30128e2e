#!/usr/bin/env python3
"""Makes a large collection of documents out of real ones, for measuring `hearsay stories`.

    story-collection.py WORDS TEXTS COUNT [--copies SHARE] [--footers] [--days N] [--seed N] > documents.jsonl

WORDS is Rules/learnt/names/common-words.txt, TEXTS a file of documents as JSON Lines with `text`. Each document is a real one,
4 KB on average, whose rare words are others: half are those of its story, the rest are drawn from all words. So texts are
new, stories have their own words, and both are as long and as common as real ones. A tenth (--copies) is copied from one
of the last documents, whole, cut at the end, or with some words changed. Ids end with the number of the story. Input for `hearsay extract`.

With --footers all pages of a site end with the same three to six paragraphs, in which a date and a name change, and half
of the pages are short: no story may grow by that.
"""
import argparse
import datetime
import json
import random
import re
import sys

RARE, OWN = 4000, 24  # a word is rare that is written less often; a story has so many words of its own


def parts(text, counts):
    """The text as pieces, and the places of its rare words: in small letters, with capitals."""
    pieces = re.findall(r"[A-Za-z]+|[^A-Za-z]+", text)
    rare = [i for i, piece in enumerate(pieces) if len(piece) > 3 and counts.get(piece.lower(), 0) < RARE]
    return pieces, [i for i in rare if not pieces[i][0].isupper()], [i for i in rare if pieces[i][0].isupper()]


def story(words, names, draw):
    return draw.sample(words, OWN), draw.sample(names, OWN), draw.randrange(10**6)


def document(base, own, words, names, draw):
    pieces, small, capital = base
    made = list(pieces)
    for places, ours, all_words in ((small, own[0], words), (capital, own[1], names)):
        for place in places:
            made[place] = draw.choice(ours if draw.random() < 0.5 else all_words)
    return "".join(made)


def changed(text, draw):
    kind = draw.random()
    if kind < 0.4:
        return text
    paragraphs = text.split("\n\n")
    if kind < 0.7:
        return "\n\n".join(paragraphs[: max(2, len(paragraphs) * 2 // 3)])
    return re.sub(r" (said|also|but|and) ", lambda m: " moreover " if draw.random() < 0.1 else m.group(), text)


def footer(site, bases, words, names):
    """The last paragraphs of the pages of a site, and its own source of chance."""
    draw = random.Random(f"footer {site}")
    own = story(words, names, draw)
    pieces, small, capital = draw.choice(bases)
    made = list(pieces)
    for places, ours in ((small, own[0]), (capital, own[1])):
        for place in places:
            made[place] = draw.choice(ours)
    paragraphs = [paragraph for paragraph in "".join(made).split("\n\n") if len(paragraph) > 60]
    return paragraphs[-draw.randrange(3, 7):]


def with_footer(text, paragraphs, date, names, draw):
    """A text behind which they stand; its last-but-one paragraph has a date and a name."""
    if draw.random() < 0.5:
        text = "\n\n".join(text.split("\n\n")[: draw.randrange(3, 8)])
    by = f"This page was last changed on {date:%B} {date.day} by {draw.choice(names)} {draw.choice(names)} of our desk."
    return "\n\n".join([text, *paragraphs[:-1], by, paragraphs[-1]])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words")
    parser.add_argument("texts")
    parser.add_argument("count", type=int)
    parser.add_argument("--copies", type=float, default=0.1)
    parser.add_argument("--footers", action="store_true")
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    counts = {}
    with open(options.words, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# "):
                continue
            word, small, capital = line.split()[:3]
            counts[word] = int(small) + int(capital)
    words = [word for word, n in counts.items() if 3 <= n < RARE and word.isascii() and word.isalpha() and len(word) > 3]
    names = [word.capitalize() for word in words]
    with open(options.texts, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"][:8000] for line in lines]
    bases = [parts(text, counts) for text in texts if len(text) >= 1500]
    told = 0
    footers, sites = {}, max(1, options.count // 200) if options.footers else 400
    first, stories, last = datetime.date(2020, 1, 1), [], []
    for number in range(options.count):
        day = number * options.days // options.count
        # A story is told for a day or two, by few mostly.
        stories = [entry for entry in stories if entry[1] >= day and entry[2] > 0]
        if not stories or draw.random() < 0.55:
            told += 1
            stories.append([story(words, names, draw), day + 1, int(draw.paretovariate(1.2)), told])
        entry = draw.choice(stories)
        entry[2] -= 1
        if last and draw.random() < options.copies:
            text, name = draw.choice(last)
            text = changed(text, draw)
        else:
            text, name = document(draw.choice(bases), entry[0], words, names, draw), entry[3]
            last = (last + [(text, name)])[-400:]
        date = first + datetime.timedelta(days=day)
        site = min(draw.randrange(sites), draw.randrange(sites)) if options.footers else draw.randrange(sites)
        if options.footers:
            if site not in footers:
                footers[site] = footer(site, bases, words, names)
            text = with_footer(text, footers[site], date, names, draw)
        print(json.dumps({"id": f"m{number}-s{name}", "url": f"https://site{site}.example/{number}",
                          "published": date.isoformat(), "text": text}))


if __name__ == "__main__":
    main()
