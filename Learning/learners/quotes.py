#!/usr/bin/env python3
"""Learns by what is decided of every quote that was put together: whether it is an attribution (quote-keep.tsv), how likely
its content and source are right (quote-right.tsv), and whether words were said or an attitude is told (quote-speech.tsv).

    quotes.py cross TRACES SHARED PROJECT PROGRAM TRAINER [FOLDER]   figures on articles that were not learnt from
    quotes.py learn TRACES SHARED PROJECT PROGRAM TRAINER [FOLDER]   the same, and the tables, learnt from all articles

TRACES   a folder with what `hearsay-learn quotes RESOURCES INPUT` prints for corpora/wild/documents.jsonl
         (wild.tsv), for what `annotated.py documents` writes (annotated.tsv), and for corpora/polnear/train (train.tsv)
SHARED   the folder with corpora and scorers
PROGRAM  hearsay, to compile and extract with; TRAINER hearsay-learn; FOLDER where records and errors are left

The articles of `wild` and those of annotated.tsv are parted in folds: each is measured with weights of all others and of
PolNeAR's training articles; PolNeAR's development articles with weights of all of them. The data sets differ in what they
call an attribution: for PolNeAR, whose articles are of politics, every belief is one. So some weights are learnt twice: once for all documents, and
once for as far as a document reports on politics, by a few of its signs (report-signs.tsv). Only weights are written, no text.
Needs numpy.
"""
import bisect, collections, json, math, os, re, shutil, subprocess, sys, tempfile

import numpy as np

import annotated
from common import LEARNT, Offsets, header, read_gold, read_texts, scorer_module as module

FOLDS = 6
WORD = re.compile(r"\w+(?:['’]\w+)*")
# How much an article of wild weighs against one of PolNeAR, the penalty of weights, the least uses of a feature.
WILD, PENALTY, LEAST = 4.0, 12.0, 12
# What is added to the log odds of being kept: a quote too many costs less than one that is lost, for each has a confidence.
LEAN = 0.4
# What is added to the log odds of being right: weights are learnt from all that was put together, and of quotes that are kept
# more are right than these weights say; cross-validated, the odds are off by as much everywhere.
LIFT = 0.35
# The families that weigh otherwise where a document reports on politics, and the signs that tell whether it does.
OWN = ("sense ", "rule ", "sense-rule ", "class ", "kind ", "subject ")
SIGNS = ("said", "quoted", "people", "parties", "addressed", "firstPerson")
# The families by which speech is told from attitude.
SPEECH = ("bias", "sense ", "sense-rule ", "class ", "right ", "rule ", "kind ", "subject ", "modal", "negated", "finite ",
          "sense-right ", "shape ")


class Quote:
    __slots__ = ("document", "spans", "cue", "source", "rule", "features", "gold", "share", "sourced", "domain")


def words_of(text):
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    starts, ends = [a for a, _ in words], [b for _, b in words]
    def of(spans):
        found = set()
        for a, b in spans or ():
            found.update(range(bisect.bisect_right(ends, a), bisect.bisect_left(starts, b)))
        return found
    return of


def web(shared):
    """texts and attributions of the articles of the open web: those of wild and those of annotated.tsv"""
    folder = os.path.join(shared, "corpora/wild")
    texts, golds = annotated.documents(shared), annotated.gold()
    for line in open(os.path.join(folder, "documents.jsonl"), encoding="utf-8"):
        row = json.loads(line)
        texts[row["id"]] = row["text"]
    for line in open(os.path.join(folder, "gold.jsonl"), encoding="utf-8"):
        row = json.loads(line)
        golds[row["id"]] = row["attributions"]
    return texts, golds


def wild(shared):
    texts, golds = web(shared)
    gold, one = collections.defaultdict(list), lambda s: [s] if s else None
    for name, attributions in golds.items():
        for a in attributions:
            gold[name].append({"content": a["content"], "cue": one(a["cue"]), "source": one(a["source"]),
                               "speech": a["class"] == "speech"})
    return texts, gold


def polnear(folder):
    gold = read_gold(os.path.join(folder, "gold.jsonl"))
    for rows in gold.values():
        for row in rows:
            row["speech"] = None
    return read_texts(folder), gold


def read(trace, texts, gold, domain):
    """quotes by document, each tied to its gold attribution: one to one, best first, by content and then by cue"""
    documents, name = collections.OrderedDict(), None
    for line in open(trace, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[0] == "D":
            name = f[1]
            at = Offsets(texts[name])
            documents[name] = []
        elif f[0] == "Q":
            q = Quote()
            pair = lambda p: tuple(at(int(x)) for x in p.split("-"))
            q.document, q.rule, q.domain = name, f[4], domain
            q.spans = [pair(p) for p in f[1].split(",")]
            q.cue, q.source = ([pair(p)] if p else None for p in f[2:4])
            q.features = {k: float(v) if v else 1.0 for k, _, v in (x.partition("=") for x in f[5].split("|"))}
            q.gold, q.share, q.sourced = None, 0.0, False
            documents[name].append(q)
    for name, quotes in documents.items():
        of = words_of(texts[name])
        golds = [(of(g["content"]), of(g["cue"]), of(g["source"])) for g in gold[name]]
        pairs = []
        for i, q in enumerate(quotes):
            content, cue, source = of(q.spans), of(q.cue), of(q.source)
            for j, g in enumerate(golds):
                both = len(content & g[0])
                if not both:
                    continue
                share = both / len(content | g[0])
                cues = 0.3 if cue & g[1] else 0
                if share >= 0.3 or share >= 0.1 and cues:
                    sourced = bool(source & g[2]) or not source and not g[2]
                    pairs.append((share + cues, share, i, j, sourced))
        pairs.sort(key=lambda p: (-p[0], p[2], p[3]))
        used = set()
        for _, share, i, j, sourced in pairs:
            if quotes[i].gold is None and j not in used:
                quotes[i].gold, quotes[i].share, quotes[i].sourced = gold[name][j], share, sourced
                used.add(j)
    return documents


# ---------------------------------------------------------------- weights
class Examples:
    """rows of named numbers as one matrix, of which parts are learnt from"""
    def __init__(self, rows, least):
        self.uses = collections.Counter(f for row in rows for f in row)
        self.names = sorted(f for f, n in self.uses.items() if n >= least)
        index = {f: i for i, f in enumerate(self.names)}
        self.X = np.zeros((len(rows), len(self.names)), dtype=np.float32)
        for i, row in enumerate(rows):
            for f, v in row.items():
                if f in index:
                    self.X[i, index[f]] = v
        self.starts = {}

    def learn(self, what, labels, importance, penalty):
        """logistic regression by Newton's method, ridge on all weights but the bias's; rows of no importance count for
        nothing. A later call for the same begins where the first one ended and goes by its second derivatives, which
        saves time and leads to the same weights."""
        X, y, m = self.X, np.array(labels, dtype=np.float64), np.array(importance, dtype=np.float64)
        ridge = np.full(len(self.names), penalty)
        ridge[self.names.index("bias")] = 0.01
        w, inverse = self.starts.get(what, (np.zeros(len(self.names)), None))
        for _ in range(15 if inverse is None else 100):
            p = 1 / (1 + np.exp(-np.clip(X @ w.astype(np.float32), -30, 30).astype(np.float64)))
            g = (X.T @ (m * (p - y)).astype(np.float32)).astype(np.float64) + ridge * w
            if inverse is None:
                s = (m * p * (1 - p)).astype(np.float32)
                H = ((X * s[:, None]).T @ X).astype(np.float64) + np.diag(ridge)
                step = np.linalg.solve(H, g)
            else:
                step = inverse @ g
            w = w - step
            if abs(step).max() < 1e-3:
                break
        if inverse is None:
            self.starts[what] = (w, np.linalg.inv(H))
        return {f: float(v) for f, v in zip(self.names, w)}, self.uses


def reports(quotes):
    """weights of the signs of a document: PolNeAR's articles, all of them reports on politics, against those of wild"""
    documents = {}
    for q in quotes:
        documents.setdefault((q.domain, q.document), {"bias": 1.0, **{f: q.features.get(f, 0.0) for f in SIGNS}})
    few = sum(domain == "wild" for domain, _ in documents)
    importance = [1.0 if domain == "polnear" else (len(documents) - few) / few for domain, _ in documents]
    return Examples(list(documents.values()), 1).learn("report", [d == "polnear" for d, _ in documents], importance, 0.5)


def row_of(q, report):
    """the features of a quote, and once more, by how far its document reports on politics, those that weigh otherwise there"""
    row = {f: v for f, v in q.features.items() if not f.startswith("report")}
    odds = report["bias"] + sum(report.get(f, 0.0) * row.get(f, 0.0) for f in SIGNS)
    share = 1 / (1 + math.exp(-odds))
    row.update({"report-" + f: v * share for f, v in row.items() if f.startswith(OWN)})
    row["report"] = share
    return row


class Learner:
    """the tables of what was decided of quotes"""
    def __init__(self, quotes):
        self.quotes = quotes
        self.report = reports(quotes)
        self.examples = Examples([row_of(q, self.report[0]) for q in quotes], LEAST)
        self.told = [q for q in quotes if q.gold is not None and q.gold["speech"] is not None]
        rows = [{f: v for f, v in q.features.items() if f.startswith(SPEECH)} for q in self.told]
        self.acts = Examples(rows, 5)

    def learn(self, hidden=frozenset()):
        """from all articles but some"""
        importance = [0.0 if q.document in hidden else WILD if q.domain == "wild" else 1.0 for q in self.quotes]
        keep = self.examples.learn("keep", [q.gold is not None for q in self.quotes], importance, PENALTY)
        keep[0]["bias"] += LEAN
        right = self.examples.learn("right", [q.share >= 0.5 and (q.sourced or q.domain == "wild") for q in self.quotes], importance, PENALTY)
        right[0]["bias"] += LIFT
        speech = self.acts.learn("speech", [q.gold["speech"] for q in self.told],
                                 [float(q.document not in hidden) for q in self.told], 2.0)
        return {"keep": keep, "right": right, "speech": speech, "report": self.report}


class Names:
    """the table of how likely a quote whose source has been found is right: attribution, content and source"""
    def __init__(self, lines, shared):
        scorer = module(os.path.join(shared, "score/wild.py"))
        texts, golds = web(shared)
        self.documents, self.rows, self.labels = [], [], []
        name = None
        for line in lines:
            f = line.rstrip("\n").split("\t")
            if f[0] == "D":
                name, at, of = f[1], Offsets(texts[f[1]]), words_of(texts[f[1]])
                contents = [of(a["content"]) for a in golds[name]]
            elif f[0] == "N":
                content = of([tuple(at(int(x)) for x in p.split("-")) for p in f[1].split(",")])
                best = max(((len(content & c) / len(content | c), -j) for j, c in enumerate(contents) if content & c), default=(0, 0))
                # What is optional is neither right nor wrong.
                stances = [c for c, g in zip(contents, golds[name]) if g["class"] == "stance"]
                if best[0] >= 0.3 and golds[name][-best[1]]["class"] == "stance" or \
                        best[0] < 0.3 and any(len(content & c) >= 0.5 * len(content) for c in stances):
                    continue
                if best[0] < 0.5:
                    self.add(name, False, f[6])
                    continue
                a = golds[name][-best[1]]
                is_right = annotated.is_name if isinstance(a["aliases"], set) else scorer["same_name"]
                right = not f[2] if a["name"] is None else bool(f[2]) and is_right(f[2], a)
                right = right and (a["anonymous"] is None or not f[2] or (f[3] == "1") == bool(a["anonymous"]))
                self.add(name, right, f[6])
        self.examples = Examples(self.rows, 8)

    def add(self, document, is_right, features):
        self.documents.append(document)
        self.labels.append(is_right)
        self.rows.append({k: float(v) if v else 1.0 for k, _, v in (x.partition("=") for x in features.split("|"))})

    def learn(self, hidden=frozenset()):
        return {"name": self.examples.learn("name", self.labels, [float(d not in hidden) for d in self.documents], PENALTY)}


WHAT = {"keep": "whether a quote that was put together is an attribution",
        "right": "how likely content and source of a quote are right",
        "speech": "whether an attribution is of words that were said, written or shown, not of an attitude",
        "report": "how far a document reports on politics, where what people want and think is news",
        "name": "how likely a quote whose source has been found is right as a whole"}


def write(tables, rules, figure="not yet measured"):
    for name, (weights, uses) in tables.items():
        file = "report-signs" if name == "report" else f"quote-{name}"
        with open(os.path.join(rules, LEARNT, f"attribution/{file}.tsv"), "w", encoding="utf-8", newline="\n") as out:
            out.write(header(f"Weights, in log odds, that decide {WHAT[name]}.\n"
                             "A sum above zero speaks for it. uses: how often it was met.",
                             "articles of many outlets and PolNeAR's training articles, by logistic regression",
                             "make learn-attribution", figure) + "feature\tweight\tuses\n")
            for f, w in sorted(weights.items()):
                if abs(w) >= 0.005 or f == "bias":
                    out.write(f"{f}\t{w:.3f}\t{uses[f]}\n")


# ---------------------------------------------------------------- measures
def compiled(tables, project, program, work):
    rules = os.path.join(work, "Rules")
    shutil.rmtree(rules, ignore_errors=True)
    shutil.copytree(os.path.join(project, "Rules"), rules)
    write(tables, rules)
    out = os.path.join(work, "resources")
    subprocess.run([program, "compile", "--quiet", "--gazetteers", os.path.join(project, "Gazetteers"), "--rules", rules,
                    "-o", out], check=True)
    return out


def extract(program, resources, source, out):
    run = subprocess.run([program, "extract", source, "-o", out, "--quiet", "--resources", resources])
    if run.returncode not in (0, 1):
        sys.exit(f"quotes.py: extract of {source} ended with status {run.returncode}")


class Cross:
    """what was learnt without an article, for every article of wild"""
    def __init__(self, traces, shared, project, program, trainer, work):
        self.shared, self.project, self.program, self.trainer, self.work = shared, project, program, trainer, work
        self.wild, polnear = read_all(traces, shared)
        self.learner = Learner([q for d in (self.wild, polnear) for qs in d.values() for q in qs])
        self.all = self.learner.learn()
        with open(os.path.join(shared, "corpora/wild/documents.jsonl"), encoding="utf-8") as stream:
            lines = stream.read().splitlines()
        lines += [json.dumps({"id": page, "text": text}) for page, text in sorted(annotated.documents(shared).items())]
        self.folds = [lines[k::FOLDS] for k in range(FOLDS)]
        self.hidden = [{json.loads(line)["id"] for line in fold} for fold in self.folds]
        self.parts, self.tables, names = [], [], []
        for k in range(FOLDS):
            self.parts.append(os.path.join(work, f"part{k}.jsonl"))
            with open(self.parts[k], "w", encoding="utf-8") as out:
                out.writelines(line + "\n" for line in self.folds[k])
            self.tables.append(self.learner.learn(self.hidden[k]))
            resources = compiled(self.tables[k], project, program, work)
            run = subprocess.run([trainer, "quotes", "--sources", resources, self.parts[k]], check=True, capture_output=True, text=True)
            names += run.stdout.splitlines()
        self.names = Names(names, shared)
        self.all.update(self.names.learn())

    def records(self, out):
        """what is extracted from every article with what was learnt without it"""
        some = os.path.join(self.work, "records.jsonl")
        with open(out, "w", encoding="utf-8") as stream:
            for k in range(FOLDS):
                tables = {**self.tables[k], **self.names.learn(self.hidden[k])}
                extract(self.program, compiled(tables, self.project, self.program, self.work), self.parts[k], some)
                with open(some, encoding="utf-8") as part:
                    stream.write(part.read())


def cross(c, work):
    merged, gold = os.path.join(work, "wild.jsonl"), os.path.join(c.shared, "corpora/wild/gold.jsonl")
    scorer = os.path.join(c.shared, "score/wild.py")
    c.records(merged)
    score = lambda *a: subprocess.run([sys.executable, *a], check=True, capture_output=True, text=True).stdout
    print(score(scorer, gold, merged, "--errors", os.path.join(work, "errors.tsv")))
    found = json.loads(score(scorer, gold, merged, "--json"))
    figure = ", ".join(f"{name} F1 {100 * found[name]['f1']:.1f}" for name in ("found", "right")) + \
        " on articles of many outlets that were not learnt from"
    print("annotated.tsv:")
    annotated.report(module(scorer), merged)
    acts(gold, merged)
    calibration(gold, merged, scorer)
    resources = compiled(c.all, c.project, c.program, work)
    dev = os.path.join(c.shared, "corpora/polnear/dev")
    extract(c.program, resources, dev, os.path.join(work, "dev.jsonl"))
    found = json.loads(score(os.path.join(c.shared, "score/attribution.py"), dev, os.path.join(work, "dev.jsonl"), "--json"))
    for kind, measure in (("all", "found@0.3"), ("all", "complete"), ("direct", "complete"), ("said-like", "complete")):
        x = found["classes"].get(kind, {}).get(measure)
        if x:
            print(f"PolNeAR dev {kind} {measure}: " + " ".join(f"{k} {x[k]:.4f}" for k in ("p", "r", "f1") if k in x))
    resources = compiled(c.all, c.project, c.program, work)
    extract(c.program, resources, os.path.join(c.shared, "corpora/wild/documents.jsonl"), os.path.join(work, "in.jsonl"))
    print("in sample:\n" + score(scorer, gold, os.path.join(work, "in.jsonl")))
    return figure


def matched(gold, records, scorer):
    """quotes with their verdicts and gold"""
    s = module(scorer)
    data = s["read"](gold, records)
    return s["judge"](*data, 0)[0]


def calibration(gold, records, scorer):
    rows = [(c, v == "right") for c, v, *_ in matched(gold, records, scorer) if v is not None]
    off, n = 0.0, len(rows)
    for low in np.arange(0, 1, 0.1):
        inside = [(c, r) for c, r in rows if low <= c < low + 0.1 or low > 0.85 and c >= 1]
        if inside:
            mean, right = np.mean([c for c, _ in inside]), np.mean([r for _, r in inside])
            off += len(inside) / n * abs(mean - right)
            print(f"confidence {low:.1f}: {len(inside):4} quotes, mean {mean:.2f}, right {right:.2f}")
    print(f"confidence is off by {off:.3f} on average of {n} quotes")


def acts(gold, records):
    scorer = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(gold))), "score/wild.py")
    seen = collections.Counter((a["class"], q.get("act")) for _, v, q, a, _ in matched(gold, records, scorer) if a is not None)
    right, total = seen["speech", "speech"] + seen["stance", "stance"], sum(seen.values())
    if total:
        print(f"act: {100 * right / total:.1f} % of {total} right; {dict(seen)}")


def read_all(traces, shared):
    corpora = os.path.join(shared, "corpora")
    articles = wild(shared)
    found = read(os.path.join(traces, "wild.tsv"), *articles, "wild")
    found.update(read(os.path.join(traces, "annotated.tsv"), *articles, "wild"))
    return (found, read(os.path.join(traces, "train.tsv"), *polnear(os.path.join(corpora, "polnear/train")), "polnear"))


def main():
    if len(sys.argv) < 7 or sys.argv[1] not in ("learn", "cross"):
        sys.exit(__doc__)
    traces, shared, project, program, trainer = sys.argv[2:7]
    with tempfile.TemporaryDirectory() as work:
        if len(sys.argv) > 7:
            work = sys.argv[7]
            os.makedirs(work, exist_ok=True)
        c = Cross(traces, shared, project, program, trainer, work)
        figure = cross(c, work)
        if sys.argv[1] == "learn":
            write(c.all, os.path.join(project, "Rules"), figure)


if __name__ == "__main__":
    main()
