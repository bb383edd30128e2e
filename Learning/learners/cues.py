#!/usr/bin/env python3
"""Learn how words attribute contents, from annotated articles, and write the lists and weights that say so.

    cues.py lists   TRACE CORPUS PROJECT    word/cue-verb.tsv, cue-noun.tsv, cue-adjective.tsv, cue-frames, source-heads
    cues.py weights TRACE CORPUS PROJECT    attribution/cue-weights.tsv, content-end.tsv of the learnt tables
    cues.py senses PROJECT                  the column `sense` of word/cue-*.tsv alone

TRACE is what `hearsay-learn cues RESOURCES CORPUS` prints, for lists with `--all-verbs`; CORPUS has NAME.txt and gold.jsonl;
PROJECT is the project's folder. Only counts and weights are written, no text of the corpus. Needs numpy.
"""
import bisect, collections, math, os, re, sys

from common import Offsets, header, learnt, read_gold, read_texts

FOLDS = 5
TRAINING = "PolNeAR's training articles"
COMMAND = "make learn-attribution"
COUNTED = "these are counts; what is made of them is measured in cue-weights.tsv"


# ---------------------------------------------------------------- reading
def read_corpus(folder):
    return read_texts(folder), read_gold(os.path.join(folder, "gold.jsonl"))


def pair(field, at):
    a, b = field.split("-")
    return at(int(a)), at(int(b))


class Candidate:
    __slots__ = ("document", "word", "lemma", "frame", "head", "cue", "start", "source", "object", "known", "features", "bounds", "end",
                 "gold", "inside")


def read_trace(path, texts, gold):
    """candidates by document, each tied to the gold attribution whose cue holds its head"""
    documents, name, at = collections.OrderedDict(), None, None
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            f = line.rstrip("\n").split("\t")
            if f[0] == "D":
                name, at = f[1], Offsets(texts[f[1]])
                documents[name] = []
                owner, contents = {}, set()
                for number, row in enumerate(gold[name]):
                    for a, b in row["cue"] or ():
                        for k in range(a, b):
                            owner.setdefault(k, number)
                    for a, b in row["content"]:
                        contents.update(range(a, b))
            elif f[0] == "C":
                c = Candidate()
                c.document, c.word, c.lemma, c.frame = name, f[1], f[2], f[3]
                c.head, c.cue, c.start = pair(f[4], at), pair(f[5], at), at(int(f[6]))
                c.source, c.object, c.known, c.features, c.bounds, c.end = f[7], f[8], f[9] == "1", f[10].split("|"), [], None
                c.gold = owner.get(c.head[0])
                if c.gold is not None and c.word == "noun" and c.frame.startswith("noun"):
                    # a noun is the cue only where it is most of it: "raised questions about" is the verb's
                    a, b = gold[name][c.gold]["cue"][0]
                    both = min(b, c.cue[1]) - max(a, c.cue[0])
                    if both * 2 < max(b, c.cue[1]) - min(a, c.cue[0]):
                        c.gold = None
                c.inside = c.gold is None and c.head[0] in contents
                documents[name].append(c)
            elif f[0] == "B":
                c.bounds.append((at(int(f[1])), f[2].split("|")))
            elif f[0] == "E":
                c.end = at(int(f[1]))
    return documents


# ---------------------------------------------------------------- forms
IRREGULAR = {}
for row in """say says said saying|tell told|write wrote written writing|speak spoke spoken|think thought|know knew known|see saw
seen|feel felt|find found|hold held|read read|mean meant|forget forgot forgotten forgetting|forecast forecast forecasted|foresee foresaw
foreseen|swear swore sworn|vow|give gave given|go went gone|begin began begun beginning|show showed shown|put put putting|set set
setting|cast cast|hit hit hitting|let let letting|bet bet betting|bring brought|understand understood|understate understated|
teach taught|send sent|stand stood|fight fought|seek sought|lay laid|spell spelled spelt|strike struck|sing sang sung|shoot shot|
tear tore torn|lash|rip ripped ripping|slam slammed slamming|pan panned panning|plan planned planning|ban banned banning|bar barred
barring|refer referred referring|admit admitted admitting|commit committed committing|permit permitted permitting|submit submitted
submitting|quiz quizzed quizzes quizzing|tap tapped tapping|chat chatted chatting|rebut rebutted rebutting|opt opted|plot plotted plotting|
plug plugged plugging|pin pinned|snap snapped snapping|brag bragged bragging|beg begged begging|dub dubbed dubbing|quip quipped
quipping|sum summed summing|wrap wrapped wrapping|jab jabbed jabbing|snub snubbed snubbing|spar sparred sparring|tar tarred tarring|
occur occurred|regret regretted regretting|concur concurred concurring|infer inferred inferring|prefer preferred preferring|nod
nodded nodding|grin grinned grinning|sob sobbed sobbing|flip flipped flipping|spin spun spinning|hear heard|learn learned learnt|
dream dreamed dreamt|withhold withheld|uphold upheld|overturn|forbid forbade forbidden forbidding|bind bound|choose chose chosen|
sue sued suing|undertake undertook undertaken|foretell foretold|mistake mistook mistaken|misunderstand misunderstood|get got gotten
getting|have has had having|make made|take took taken|bid bid bidding|butt|log logged logging|blog blogged blogging|text|retweet|
e-mail|panic|overestimate|rue rued|agree agreed agreeing|decree decreed decreeing|guarantee guaranteed guaranteeing|weep wept|tout|
dig|tell told|veto vetoes vetoed vetoing|echo echoes echoed echoing|die|lie lied lying|vie vied vying|prod prodded prodding|abhor abhorred abhorring|aver averred averring|
demur demurred demurring|deadpan deadpanned deadpanning|extol extolled extolling|shun shunned shunning|split splitting|
sidestep sidestepped sidestepping|upset upsetting|chip chipped chipping|input inputting|
disagree disagreed disagreeing|acquit acquitted acquitting|rebel rebelled rebelling|trek trekked trekking|wax""".replace("\n", " ").split("|"):
    words = row.split()
    IRREGULAR[words[0]] = words[1:]
DOUBLE = {"label", "signal", "counsel", "model", "travel", "cancel"}


def verb_forms(lemma):
    irregular = IRREGULAR.get(lemma, [])
    out = []
    third = lemma + ("es" if re.search(r"(s|x|z|ch|sh|o)$", lemma) else "s")
    if re.search(r"[^aeiou]y$", lemma):
        third = lemma[:-1] + "ies"
    out.append(third)
    past = lemma + "ed"
    ing = lemma + "ing"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("ee"):
        past = lemma + "d"
    elif re.search(r"[^aeiou]y$", lemma):
        past = lemma[:-1] + "ied"
    if irregular:
        out += irregular
        if not any(w.endswith("ing") for w in irregular):
            out.append(ing)
    else:
        out += [past, ing]
        if lemma in DOUBLE:
            out += [lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"]
    return sorted(set(w for w in out if w != lemma))


def noun_forms(lemma):
    if re.search(r"[^aeiou]y$", lemma):
        return [lemma[:-1] + "ies"]
    return [lemma + ("es" if re.search(r"(s|x|z|ch|sh)$", lemma) else "s")]


# ---------------------------------------------------------------- lists
class Tally:
    """cues and uses, and where content and source stood"""
    def __init__(self):
        self.cues = self.uses = 0
        self.sides = collections.Counter()

    def add(self, c, rows):
        self.uses += 1
        if c.gold is None:
            return
        self.cues += 1
        row = rows[c.gold]
        before = any(b <= c.cue[0] for a, b in row["content"])
        after = any(a >= c.cue[1] - 1 for a, b in row["content"])
        source = "" if row["source"] else "0"
        self.sides[("b" if before else "") + ("a" if after else "") + source] += 1

    def side(self, other=None):
        """the most frequent case; a small share of a wider tally decides where this one is thin"""
        sides = collections.Counter(self.sides)
        if other and sum(other.sides.values()):
            for k, v in other.sides.items():
                sides[k] += 2 * v / sum(other.sides.values())
        return max(sorted(sides), key=lambda k: sides[k]) if sides else ""


def read_classes(path):
    classes = collections.OrderedDict()
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            if line.startswith(("#", "sense")) or not line.strip():
                continue
            head, lemmas = line.split(":")
            word, kind = head.split()
            for lemma in lemmas.split():
                classes.setdefault((word, lemma), kind)
    return classes


SENSE_OF_CLASS = {"belief": "think", "intention": "want", "stance": "want", "decree": "do", "showing": "show"}


def read_senses(path):
    """what a word mostly does; the first line that has it counts, its class where none has"""
    senses = {key: SENSE_OF_CLASS.get(kind, "both") for key, kind in read_classes(path).items()}
    seen = set()
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            if not line.startswith("sense "):
                continue
            head, lemmas = line.split(":")
            _, word, sense = head.split()
            for lemma in lemmas.split():
                if (word, lemma) not in senses:
                    sys.exit(f"cue-classes.txt: the {word} '{lemma}' has a sense, but no class")
                if (word, lemma) not in seen:
                    seen.add((word, lemma))
                    senses[word, lemma] = sense
    return senses


def write_senses(project):
    senses = read_senses(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cue-classes.txt"))
    for word in ("verb", "noun", "adjective"):
        path = os.path.join(project, f"Gazetteers/word/cue-{word}.tsv")
        with open(path, encoding="utf-8") as stream:
            lines = stream.read().split("\n")
        at = next(i for i, line in enumerate(lines) if line.startswith("name\t"))
        columns = lines[at].split("\t")
        if "sense" not in columns:
            columns.insert(4, "sense")
            lines[at] = "\t".join(columns)
            for i in range(at + 1, len(lines)):
                if lines[i]:
                    f = lines[i].split("\t")
                    f.insert(4, "")
                    lines[i] = "\t".join(f)
        for i in range(at + 1, len(lines)):
            if lines[i]:
                f = lines[i].split("\t")
                f[4] = senses[word, f[0]]
                lines[i] = "\t".join(f)
        with open(path, "w", encoding="utf-8", newline="\n") as out:
            out.write("\n".join(lines))


def write_lists(trace, corpus, project):
    texts, gold = read_corpus(corpus)
    documents = read_trace(trace, texts, gold)
    words = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cue-classes.txt")
    classes, senses = read_classes(words), read_senses(words)
    lemmas, frames, heads, objects = (collections.defaultdict(Tally) for _ in range(4))
    both = collections.defaultdict(Tally)
    for name, candidates in documents.items():
        for c in candidates:
            if c.inside:
                continue
            known = (c.word, c.lemma) in classes or c.frame.startswith(("preposition", "colon"))
            lemmas[c.word, c.lemma].add(c, gold[name])
            both[c.word, c.lemma, c.frame].add(c, gold[name])
            if known:
                frames[c.frame].add(c, gold[name])
                heads[c.source].add(c, gold[name])
                objects[c.object].add(c, gold[name])
    for word, forms in (("verb", verb_forms), ("noun", noun_forms), ("adjective", lambda lemma: [])):
        rows = []
        for (kind, lemma), cls in classes.items():
            if kind != word:
                continue
            tally = lemmas[word, lemma]
            parts = []
            for frame in sorted(f for w, l, f in both if (w, l) == (word, lemma)):
                own = both[word, lemma, frame]
                parts.append((own.uses, f"{frame} {own.cues}/{own.uses} {own.side(frames[frame]) if own.cues else ''}".strip()))
            parts = [p for uses, p in sorted(parts, key=lambda p: (-p[0], p[1]))[:24] if uses > 1 or " 1/1" in p]
            share = f"{tally.cues / tally.uses:.2f}" if tally.uses else ""
            rows.append("\t".join([lemma, "|".join(forms(lemma)), "any", cls, senses[kind, lemma], str(tally.cues), str(tally.uses), share, "; ".join(parts)]))
        write(os.path.join(project, f"Gazetteers/word/cue-{word}.tsv"),
              f"# {word.capitalize()}s that can attribute a content. Lemmas and classes written for the project; cues and uses (outside\n"
              "# contents), share and frames counted in PolNeAR's training articles by Learning/learners/cues.py.\n"
              "# sense: what the word mostly does: say, both (says or does something else), think, want, show, do.\n"
              "# frames: shape.what stands before.what follows, cues/uses, b/a content before/after, 0 no source.\n",
              ["name", "aliases", "case", "class", "sense", "cues", "uses", "share", "frames"], sorted(rows))
    write(learnt("attribution/cue-frames.tsv", os.path.join(project, "Rules")),
          header("How cues stand, over all lemmas: cues, uses outside contents, and where content and source are (b before,\n"
                 "a after, 0 no source).", TRAINING, COMMAND, COUNTED),
          ["frame", "cues", "uses", "sides"],
          [f"{f}\t{t.cues}\t{t.uses}\t{t.side()}" for f, t in sorted(frames.items()) if t.uses > 1])
    for file, what, tallies in (("source", "the subjects of possible cues", heads),
                                ("content", "the objects of possible cues, which may be their contents", objects)):
        write(learnt(f"attribution/{file}-heads.tsv", os.path.join(project, "Rules")),
              header(f"Heads of {what} (base form; <NNP> any name, - none): how often it was a\ncue.",
                     TRAINING, COMMAND, COUNTED),
              ["head", "cues", "uses"],
              [f"{h}\t{t.cues}\t{t.uses}" for h, t in sorted(tallies.items())
               if t.uses >= 5 and re.fullmatch(r"<NNP>|-|[a-z][a-z.-]*", h)])


def write(path, comment, header, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(comment + "\t".join(header) + "\n")
        out.writelines(row + "\n" for row in rows)


# ---------------------------------------------------------------- weights
def logit(p):
    p = min(max(p, 0.0067), 0.9933)
    return math.log(p / (1 - p))


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


class Shares:
    """the five numbers of CueScoring, from counts; `hide` takes out a fold's own counts"""
    def __init__(self):
        self.tables = [collections.defaultdict(lambda: [0, 0]) for _ in range(5)]
        self.all = [0, 0]

    @staticmethod
    def keys(c):
        return ((c.word, c.lemma, c.frame), (c.word, c.lemma), c.frame, c.source, c.object)

    def add(self, c):
        for table, key in zip(self.tables, self.keys(c)):
            table[key][0] += c.gold is not None
            table[key][1] += 1
        self.all[0] += c.gold is not None
        self.all[1] += 1

    def values(self, c, hidden):
        mean = (self.all[0] + 1) / (self.all[1] + 2)
        def counts(i, key):
            a, h = self.tables[i].get(key, (0, 0)), hidden.tables[i].get(key, (0, 0))
            return a[0] - h[0], a[1] - h[1]
        keys = self.keys(c)
        cues, uses = counts(2, keys[2])
        frame = logit((cues + 3 * mean) / (uses + 3)) if uses > 1 else logit(mean)
        cues, uses = counts(1, keys[1])
        lemma = logit((cues + 3 * mean) / (uses + 3)) if c.known else frame
        base = sigmoid(lemma + 0.6 * (frame - logit(mean)))
        cues, uses = counts(0, keys[0]) if c.known else (0, 0)
        both = logit((cues + 4 * base) / (uses + 4))
        cues, uses = counts(3, keys[3])
        head = logit((cues + 5 * mean) / (uses + 5)) if uses >= 5 else logit(mean)
        cues, uses = counts(4, keys[4])
        content = logit((cues + 5 * mean) / (uses + 5)) if uses >= 5 else logit(mean)
        return {"lemmaInFrame": both, "lemma": lemma, "frame": frame, "sourceHead": head, "contentHead": content}


def regress(rows, labels, least, penalty, names=None):
    """logistic regression by Newton's method; rows are lists of names or dictionaries of numbers"""
    import numpy as np
    uses = collections.Counter(f for row in rows for f in row)
    names = sorted(f for f, n in uses.items() if n >= least)
    index = {f: i for i, f in enumerate(names)}
    X = np.zeros((len(rows), len(names)), dtype=np.float32)
    for i, row in enumerate(rows):
        for f, v in row.items():
            if f in index:
                X[i, index[f]] = v
    y = np.array(labels, dtype=np.float32)
    w = np.zeros(len(names), dtype=np.float64)
    ridge = np.full(len(names), penalty)
    for _ in range(9):
        p = 1 / (1 + np.exp(-np.clip(X @ w.astype(np.float32), -30, 30)))
        s = p * (1 - p)
        g = X.T @ (p - y) + ridge * w
        H = (X * s[:, None]).T @ X + np.diag(ridge)
        step = np.linalg.solve(H.astype(np.float64), g)
        w -= step
        if abs(step).max() < 1e-3:
            break
    return {f: float(v) for f, v in zip(names, w)}, uses


def write_weights(trace, corpus, project):
    texts, gold = read_corpus(corpus)
    documents = read_trace(trace, texts, gold)
    folds = [Shares() for _ in range(FOLDS)]
    total = Shares()
    usable = []
    for number, (name, candidates) in enumerate(documents.items()):
        for c in candidates:
            if not c.inside:
                total.add(c)
                folds[number % FOLDS].add(c)
                usable.append((number % FOLDS, c))
    rows, labels = [], []
    for fold, c in usable:
        row = dict.fromkeys(c.features, 1.0)
        row["bias"] = 1.0
        row.update(total.values(c, folds[fold]))
        rows.append(row)
        labels.append(c.gold is not None)
    weights, uses = regress(rows, labels, 8, 2.0)
    figure = held_out(rows, labels, [fold for fold, _ in usable], 8, 2.0)
    save(project, "cue-weights", "whether a candidate attributes a content", weights, uses, figure)
    rows, labels, parts = [], [], []
    for fold, c in usable:
        if c.gold is None or c.end is None:
            continue
        pieces = [p for p in gold[c.document][c.gold]["content"] if p[0] >= c.cue[0] + 1]
        if not pieces:
            continue
        text = texts[c.document]
        start, end = pieces[0]
        while end < len(text) and text[end].isspace():
            end += 1
        if start > c.start + 1 or end > c.end + 3:
            continue
        for at, features in c.bounds:
            if at > end or at >= c.end:
                break
            if at <= start:
                continue
            row = dict.fromkeys(features, 1.0)
            row["bias"] = 1.0
            rows.append(row)
            labels.append(at == end)
            parts.append(fold)
    weights, uses = regress(rows, labels, 15, 3.0)
    save(project, "content-end", "whether a content ends before a token", weights, uses,
         held_out(rows, labels, parts, 15, 3.0))
    print(len(usable), "candidates;", len(rows), "boundaries", file=sys.stderr)


def held_out(rows, labels, parts, least, penalty):
    """how often the decision is right in one part of the documents, which the others taught; each further part takes as
    long as all of learning"""
    weights, _ = regress([r for r, p in zip(rows, parts) if p], [l for l, p in zip(labels, parts) if p], least, penalty)
    tested = [(row, label) for row, label, p in zip(rows, labels, parts) if not p]
    hits = sum((sum(weights.get(f, 0) * v for f, v in row.items()) > 0) == label for row, label in tested)
    return f"{100 * hits / max(1, len(tested)):.1f} % of {len(tested)} decisions are right, in a fifth that was not learnt from"


def save(project, name, what, weights, uses, figure):
    write(learnt(f"attribution/{name}.tsv", os.path.join(project, "Rules")),
          header(f"Weights, in log odds, that decide {what}.\n"
                 "A sum above zero speaks for it. uses: how often it was met.", TRAINING + ", by logistic regression",
                 COMMAND, figure),
          ["feature", "weight", "uses"],
          [f"{f}\t{w:.3f}\t{uses[f]}" for f, w in sorted(weights.items()) if abs(w) >= 0.005 or f == "bias"])


def main():
    verbs = {"lists": write_lists, "senses": write_senses, "weights": write_weights}
    if len(sys.argv) < 3 or sys.argv[1] not in verbs:
        sys.exit(__doc__)
    verbs[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
