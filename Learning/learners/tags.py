#!/usr/bin/env python3
"""Learns the tagger's lexicon and context rules from tagged text.

usage: tags.py CORENLP.TSV.GZ OUT [--figure TEXT]

CORENLP.TSV.GZ has a line a token: document, sentence, start, end, word, lemma, tag (further columns are not read).
OUT gets words.tsv (a word and how often it has which tag), endings.tsv (the same for endings of rare words) and
context.tsv (rules that change a tag by its neighbours, in the order in which they were learnt: Eric Brill,
"Transformation-Based Error-Driven Learning and Natural Language Processing", 1995). Needs numpy.

The learner sees what `PartsOfSpeech` sees: tags on the left as changed so far, first guesses on the right.
"""
import collections
import gzip
import re
import sys

import numpy as np

from common import header

LEAST_GAIN = 9
RULE_LIMIT = 500
BATCH = 12
NO_TAG = "-"
ADVERBS = ("RB", "RBR", "RBS")
QUOTATION_MARKS = {'"', "''", "“", "”", "``", "‘", "’", "'", "«", "»"}
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
NUMBER = re.compile(r"^[0-9][0-9.,/:]*$|^[¼½¾]$")
ORDINAL = re.compile(r"^\d+(st|nd|rd|th)$")
JUNK = re.compile(r"[@#_<>=/\\]|https?|www|\.(com|org|net|gov)|\d|[^\x00-\x7f]")
LOOKS = ("small", "capital", "capitals", "first-small", "first-capital", "first-capitals")

Token = collections.namedtuple("Token", "word tag lemma first caseless starts glued")


def lower(word):
    return word.lower().replace("’", "'").replace("‘", "'")


def read_sentences(path):
    """Sentences as lists of (start, end, word, lemma, tag), in the tokens of our own tokenizer."""
    sentences, last = [], None
    for line in gzip.open(path, "rt", encoding="utf-8", newline="\n"):
        document, number, start, end, word, lemma, tag = line.rstrip("\n").split("\t")[:7]
        if (document, number) != last:
            sentences.append([])
            last = (document, number)
        tokens = sentences[-1]
        start, end = int(start), int(end)
        word = BRACKETS.get(word, word)
        is_glued = tokens and tokens[-1][1] == start
        if is_glued and word[0].isalpha() and tokens[-1][2].isalpha() and "'" not in word[:1]:
            tokens[-1] = (tokens[-1][0], end, tokens[-1][2] + word, tokens[-1][3], tokens[-1][4])  # did n't, can not
            continue
        split = re.match(r"^(\d[\d.,]*)(-)(.+)$", word)
        if split and tag not in ("NNP", "NNPS"):
            tokens.append((start, start + len(split[1]), split[1], split[1], "CD"))
            tokens.append((start + len(split[1]), start + len(split[1]) + 1, "-", "-", ":"))
            tokens.append((start + len(split[1]) + 1, end, split[3], split[3], tag))
            continue
        tokens.append((start, end, word, lemma, tag))
    return sentences


def read_tokens(path):
    """All tokens with what the tagger knows of their place."""
    tokens = []
    for sentence in read_sentences(path):
        letters = [t[2] for t in sentence if t[2].isalpha()]
        capitals = sum(w.isupper() and len(w) > 1 for w in letters)
        small = sum(not w.isupper() for w in letters)
        caseless = capitals >= 2 and small * 10 <= capitals
        first, end = True, -1
        for index, (start, stop, word, lemma, tag) in enumerate(sentence):
            tokens.append(Token(word, tag, lemma, first, caseless, index == 0, start == end))
            end = stop
            if any(c.isalnum() for c in word):
                first = False
            elif tag == "``" and index and sentence[index - 1][2] in (",", ":"):
                first = True
    return tokens


class Lexicon:
    def __init__(self, tokens):
        self.counts = collections.defaultdict(collections.Counter)
        self.bases = {}
        for token in tokens:
            word = token.word.replace("’", "'")
            self.bases.setdefault(lower(word), lower(token.lemma))
            if JUNK.search(word) or len(word) > 25 or not token.tag:
                continue
            if word[0].isupper() and (token.first or token.caseless) and not token.tag.startswith("NNP"):
                self.counts[lower(word)][token.tag] += 1
            elif not token.caseless:
                self.counts[word][token.tag] += 1
        self.known = {w: self.pruned(c) for w, c in self.counts.items() if sum(c.values()) > 1}
        self.endings = self.ending_counts()
        self.cache = {}

    @staticmethod
    def pruned(counter):
        total = sum(counter.values())
        top = max(counter.values())
        return {t: n for t, n in counter.items() if n == top or n >= 2 and n >= 0.002 * total}

    def ending_counts(self):
        endings = collections.defaultdict(collections.Counter)
        for word, counter in self.counts.items():
            if sum(counter.values()) > 4 or not word.isalpha() or not word.islower():
                continue
            for tag, count in counter.items():
                for length in range(1, 6):
                    if tag not in ("NNP", "NNPS", "FW", "CD") and len(word) > length + 1:
                        endings[word[-length:]][tag] += count
                if tag not in ("NNP", "NNPS", "FW", "CD"):
                    endings[""][tag] += count
        kept = {}
        for ending, counter in endings.items():
            total = sum(counter.values())
            if total >= 15:
                kept[ending] = {t: n for t, n in counter.items() if n >= 0.04 * total}
        return kept

    def inflected(self, word):
        base = self.bases.get(word, word)
        if base == word or base not in self.known:
            return None
        known = self.known[base]
        noun, verb = known.get("NN", 0), known.get("VB", 0) + known.get("VBP", 0)
        if word.endswith("s") and noun + verb:
            return {t: n for t, n in (("NNS", noun), ("VBZ", verb)) if n}
        if word.endswith("ed") and verb:
            return {"VBN": 6, "VBD": 5, "JJ": 1}
        if word.endswith("ing") and verb:
            return {"VBG": 8, "NN": 2, "JJ": 1}
        return None

    def guess(self, word):
        """The tags of a word that the lexicon has not, by its look; mirrored by `WordGuess`."""
        if NUMBER.match(word):
            return {"CD": 9}
        if word[0].isdigit():
            if ORDINAL.match(word.lower()):
                return {"JJ": 9}
            return {"NNS": 5, "CD": 4} if word.endswith("s") else {"CD": 5, "NN": 4, "JJ": 3}
        if not any(c.isalnum() for c in word):
            return {":": 1}
        if word[0] in "@#" or "http" in word or ".com" in word:
            return {"NN": 3, "NNP": 1}
        if word[0].isupper():
            if word.endswith("s"):
                return {"NNP": 9, "NNPS": 1}
            return {"NNP": 9, "JJ": 1} if re.search("(ian|ish|ese|ic|an|i)$", word) or "-" in word else {"NNP": 9}
        small = lower(word)
        if "-" in small and len(small) > 3:
            tail = small.split("-")[-1]
            known = self.known.get(tail, {})
            best = max(sorted(known), key=known.get) if known else ""
            if best in ("NNS", "CD"):
                return {best: 9, "JJ": 6, "NN": 4}
            return {"JJ": 6, "NN": 4, "VBG": 1} if tail.endswith("ing") else {"JJ": 6, "NN": 4}
        found = self.inflected(small)
        if found:
            return found
        for length in range(5, 0, -1):
            if small[-length:] in self.endings and len(small) > length + 1:
                return self.endings[small[-length:]]
        return self.endings.get("", {"NN": 1})

    def options(self, token):
        """The tags that a token may have, with counts."""
        if token.word in QUOTATION_MARKS:
            return {token.tag: 1}
        key = (token.word, token.first, token.caseless)
        if key not in self.cache:
            self.cache[key] = self.find(*key)
        return self.cache[key]

    def find(self, word, first, caseless):
        exact, small = word.replace("’", "'"), lower(word)
        found = None
        if word[0].isupper() and (first or caseless):
            here, low = self.known.get(exact), self.known.get(small)
            if caseless and not low:
                low = self.known.get(word.capitalize())
            if here and low:
                names = sum(n for t, n in here.items() if t.startswith("NNP"))
                best, other = (low, here) if sum(low.values()) >= names else (here, low)
                found = {**{t: 0 for t in other}, **best}
            else:
                found = here or low
        else:
            found = self.known.get(exact)
        return found or self.guess(word.capitalize() if caseless else word)


TEMPLATES = [
    ("left",), ("right",), ("left", "right"), ("left", "left2"), ("right", "right2"), ("left-word",), ("right-word",),
    ("word", "left"), ("word", "right"), ("word", "left-word"), ("word", "right-word"), ("word", "left", "right"),
    ("past-adverbs",), ("past-adverbs-word",), ("word", "past-adverbs"), ("past-adverbs-word", "right"),
    ("left", "right-word"), ("left-word", "right"), ("word", "left2"), ("left2-word", "left"), ("left-word", "left2"),
    ("right", "right2-word"), ("right-word", "right2"), ("look", "left"), ("look", "right"), ("look", "left", "right"),
    ("word", "right2"), ("word", "look"), ("past-adverbs", "right"), ("word", "past-adverbs-word"), ("word",),
]


class Learner:
    def __init__(self, tokens, lexicon):
        self.tags = [NO_TAG] + sorted({t.tag for t in tokens if t.tag})
        number = {t: i for i, t in enumerate(self.tags)}
        frequency = collections.Counter(lower(t.word) for t in tokens)
        self.words = [w for w, n in sorted(frequency.items()) if n >= 8]
        word_number = {w: i for i, w in enumerate(self.words)}
        rare = len(self.words)
        count = len(tokens)
        self.word = np.array([word_number.get(lower(t.word), rare) for t in tokens], np.int64)
        self.gold = np.array([number[t.tag] for t in tokens], np.int64)
        self.starts = np.array([t.starts for t in tokens])
        self.first_guess = np.zeros(count, np.int64)
        self.allowed = np.zeros(count, np.int64)
        self.look = np.zeros(count, np.int64)
        for i, token in enumerate(tokens):
            options = lexicon.options(token)
            self.first_guess[i] = number.get(max(sorted(options), key=options.get), 0)
            self.allowed[i] = sum(1 << number[t] for t in options if t in number)
            look = 2 if token.word.isupper() and len(token.word) > 1 else 1 if token.word[0].isupper() else 0
            self.look[i] = look + (3 if token.first else 0)
        self.current = self.first_guess.copy()
        size = len(self.words) + 1
        tag_count = len(self.tags)
        self.domain = collections.defaultdict(lambda: tag_count, {"look": 6})
        for name in ("word", "left-word", "right-word", "left2-word", "right2-word", "past-adverbs-word"):
            self.domain[name] = size
        self.adverbs = [number[t] for t in ADVERBS]
        self.static = {
            "word": self.word, "look": self.look, "left-word": self.left(self.word, 1, rare),
            "right-word": self.right(self.word, 1, rare), "left2-word": self.left(self.word, 2, rare),
            "left3-word": self.left(self.word, 3, rare), "right2-word": self.right(self.word, 2, rare),
            "right": self.right(self.first_guess, 1, 0), "right2": self.right(self.first_guess, 2, 0),
        }

    def left(self, values, distance, fill):
        moved = np.full(len(values), fill, np.int64)
        moved[distance:] = values[:-distance]
        broken = np.zeros(len(values), bool)
        for step in range(distance):
            broken[step:] |= self.starts[: len(values) - step]
        moved[broken] = fill
        return moved

    def right(self, values, distance, fill):
        moved = np.full(len(values), fill, np.int64)
        moved[:-distance] = values[distance:]
        broken = np.zeros(len(values), bool)
        for step in range(1, distance + 1):
            broken[: len(values) - step] |= self.starts[step:]
        moved[broken] = fill
        return moved

    def features(self):
        found = dict(self.static)
        left = [self.left(self.current, distance, 0) for distance in (1, 2, 3)]
        found["left"], found["left2"] = left[0], left[1]
        one = np.isin(left[0], self.adverbs)
        two = one & np.isin(left[1], self.adverbs)
        found["past-adverbs"] = np.where(two, left[2], np.where(one, left[1], left[0]))
        words = [found["left-word"], found["left2-word"], found["left3-word"]]
        found["past-adverbs-word"] = np.where(two, words[2], np.where(one, words[1], words[0]))
        return found

    def key(self, features, template):
        key = np.zeros(len(self.word), np.int64)
        for name in template:
            key = key * self.domain[name] + features[name]
        return key

    def candidates(self, features):
        """Rules by what they would mend minus what they would break: (gain, -length, template, key, from, to)."""
        tag_count = len(self.tags)
        can_mend = (self.allowed >> self.gold) & 1 == 1
        wrong = np.where((self.current != self.gold) & can_mend)[0]
        right = np.where(self.current == self.gold)[0]
        found = []
        for number, template in enumerate(TEMPLATES):
            key = self.key(features, template) * tag_count + self.current
            changes, mended = np.unique(key[wrong] * tag_count + self.gold[wrong], return_counts=True)
            changes, mended = changes[mended >= LEAST_GAIN], mended[mended >= LEAST_GAIN]
            if not len(changes):
                continue
            needed = np.unique(changes // tag_count)
            place = np.searchsorted(needed, key[right])
            place[place == len(needed)] = 0
            touched = right[needed[place] == key[right]]
            touched = touched[np.argsort(key[touched], kind="stable")]
            keys = key[touched]
            for change, gain in zip(changes.tolist(), mended.tolist()):
                low, high = np.searchsorted(keys, change // tag_count, "left"), np.searchsorted(
                    keys, change // tag_count, "right")
                broken = int(((self.allowed[touched[low:high]] >> (change % tag_count)) & 1).sum())
                if gain - broken >= LEAST_GAIN:
                    value = change // tag_count
                    found.append((gain - broken, -len(template), number, value // tag_count, value % tag_count,
                                  change % tag_count))
        return sorted(found, reverse=True)

    def learn(self):
        rules = []
        while len(rules) < RULE_LIMIT:
            features = self.features()
            candidates = self.candidates(features)
            if not candidates:
                break
            taken = 0
            for gain, _, number, value, old, new in candidates:
                if taken >= BATCH or gain < max(LEAST_GAIN, candidates[0][0] * 0.6):
                    break
                if taken:
                    features = self.features()
                template = TEMPLATES[number]
                matches = self.key(features, template) == value
                matches &= (self.current == old) & ((self.allowed >> new) & 1 == 1)
                mended = int((matches & (self.gold == new)).sum())
                broken = int((matches & (self.gold == old)).sum())
                if mended - broken < max(LEAST_GAIN, 0.7 * gain):
                    continue
                self.current[matches] = new
                taken += 1
                rules.append((old, new, template, value, mended, broken))
        return rules

    def written(self, template, value):
        parts = []
        for name in reversed(template):
            part = value % self.domain[name]
            value //= self.domain[name]
            if name == "look":
                text = LOOKS[part]
            elif name.endswith("word"):
                if part == len(self.words):
                    return None
                text = self.words[part]
            else:
                text = self.tags[part]
            parts.append(f"{name}:{text}")
        return " ".join(reversed(parts))


def counts_text(counts):
    return " ".join(f"{tag} {n}" for tag, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def head(what, figure):
    return header(what, "PolNeAR's training articles, as CoreNLP tagged them", "make learn-tags", figure)


def write_lexicon(lexicon, folder, figure):
    with open(folder + "/words.tsv", "w", encoding="utf-8") as out:
        out.write(head("Words, and how often each has which part of speech.", figure) + "word\ttags\n")
        for word in sorted(lexicon.counts, key=lambda w: w.encode()):
            counts = lexicon.known.get(word) or lexicon.counts[word]
            # A capital means a name anyway, unless the same word is known in small letters.
            if word[0].isupper() and set(counts) == {"NNP"} and lower(word) not in lexicon.counts:
                continue
            if sum(lexicon.counts[word].values()) == 1 and not word.replace("-", "").replace("'", "").isalpha():
                continue
            if word not in QUOTATION_MARKS and word not in BRACKETS.values():
                out.write(f"{word}\t{counts_text(counts)}\n")
    with open(folder + "/endings.tsv", "w", encoding="utf-8") as out:
        out.write(head("Endings of rare words, and how often words with them have which part of speech.", figure) + "ending\ttags\n")
        for ending in sorted(lexicon.endings, key=lambda w: w.encode()):
            out.write(f"{ending or '-'}\t{counts_text(lexicon.endings[ending])}\n")


def main(path, folder, figure="not yet measured"):
    tokens = read_tokens(path)
    lexicon = Lexicon(tokens)
    learner = Learner(tokens, lexicon)
    share = lambda: (learner.current == learner.gold).mean()
    print(f"{len(tokens)} tokens, {len(lexicon.known)} words; lexicon alone {share():.4f}")
    rules = learner.learn()
    print(f"{len(rules)} rules; with them {share():.4f}")
    write_lexicon(lexicon, folder, figure)
    with open(folder + "/context.tsv", "w", encoding="utf-8") as out:
        out.write(head("What a tag becomes beside others, in the order in which it was learnt.", figure) + "from\tto\twhere\tmended\tbroken\n")
        for old, new, template, value, mended, broken in rules:
            where = learner.written(template, value)
            if where:
                out.write(f"{learner.tags[old]}\t{learner.tags[new]}\t{where}\t{mended}\t{broken}\n")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 5) or sys.argv[3:4] not in ([], ["--figure"]):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], *sys.argv[4:])
