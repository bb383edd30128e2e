#!/usr/bin/env python3
"""Counts the English words that stand as literals in the sources, and holds the count against a ceiling.

    literals.py [--ceiling N] [--files] [--words FILE]

English belongs in lists: code asks for a class of a word (Gazetteers/README.md, *Classes of words*). A word counts if it
stands in a string literal of a target that reads language (TARGETS), in small letters or capitals; of a literal with an
interpolation what stands round it counts. It does not count where the literal is no English of a text but a name or a
message:

- the folders that read and write formats (FORMATS);

- the arguments of what makes a message (MESSAGES) or takes a name (NAMES), and files that make nothing else (TOLD);
- the raw value of an enum's case (`case atLeast = "at least"`): a word of a record or of a table;
- a name of a class of words, a list, a table or a feature: it has a dot, a slash, a colon or an underscore in it;
- a line that ends with `// names: WHAT`, and the lines from `// names from here: WHAT` up to `// names end`: names of
  elements, fields, encodings, columns and features.

--ceiling  fail if there are more
--files    print the count of each file, largest first
--words    print what is counted in the files whose path ends so
"""
import argparse
import os
import re
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources"))
# The targets that read language; the others write records, pages and messages.
TARGETS = ("TextModel", "Segmentation", "Genres", "GazetteerIndex", "RuleLanguage", "Phrases", "Entities", "Quantities",
           "Attribution", "Coreference", "Ingestion", "Stories")
# What reads and writes formats in them: names of elements, fields, columns and encodings, and the words of the rule language.
FORMATS = ("Ingestion/Containers/", "Ingestion/Encoding/", "Ingestion/HTML/", "Ingestion/Input/", "Stories/Reading/",
           "Stories/Writing/", "RuleLanguage/Syntax/", "RuleLanguage/Rule", "RuleLanguage/Regex/",
           "RuleLanguage/Compiling/Rule", "RuleLanguage/Compiling/Pattern", "Ingestion/Metadata/LinkedData",
           "GazetteerIndex/Gazetteer",
           "GazetteerIndex/NameImport")
MESSAGES = re.compile(r"Diagnostic\(|\bhint:|\bmessage\b|\bthrow\b|\.corrupt\(|Error\(|precondition|\bfault\(|addError|"
                      r"\.error,|\.warning,|\bwarn\(|fail\(|\bnote\(|explanation|explain|\.say\(|\btell\(|\breport\(|"
                      r"log\.error\(|reason:|\"there is no |\"the name ")
# Files that say to people what a stage has decided, or what is wrong with a file.
TOLD = ("Explanation.swift", "GazetteerIndex/ResourceFile.swift", "Attribution/TrainingTrace.swift")
# What takes the name of a feature, a list, a column, a field, a phase or a kind.
NAMES = re.compile(r"FeatureFamily\(|Opening\(|mask\(\[|\blist\(|\bcolumn\(|\bcolumn\b|named:|phases?:|\bof: \"|folder:|kind == |"
                   r"\.rawValue|stage:|\bname ==|hasPrefix\(\"[a-z]+\.|entry\(|\bmeta\(|writer\.add\(\"|decision:|prefix:")
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(r"\\(?:[ntr0\\\"']|u\{[0-9A-Fa-f]+\})")
WORD = re.compile(r"(?<![\w.])[A-Za-z]+(?:['’.-][A-Za-z]+)*(?![\w])")
OPEN, CLOSE, LINE = "// names from here", "// names end", "// names: "


def literals(lines):
    """(line number, text) of the literals of a file that may hold English."""
    is_text = is_name = False
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if is_text:
            if '"""' in line:
                is_text = False
            elif not is_name:
                yield number, bare
            continue
        if bare.startswith(OPEN) or bare.startswith(CLOSE):
            is_name = bare.startswith(OPEN)
        elif bare.startswith("//"):
            continue
        elif bare.count('"""') == 1:
            is_text = True
        elif not is_name and LINE not in line and not MESSAGES.search(line) and not NAMES.search(line):
            for match in LITERAL.finditer(line):
                before = line[:match.start()].rstrip()
                if not ("case " in before and before.endswith("=")):
                    yield number, match[1]


def bare(text):
    """A literal without its interpolations."""
    out, depth, index = "", 0, 0
    while index < len(text):
        if text.startswith("\\(", index):
            depth += 1
            index += 2
        elif depth and text[index] in "()":
            depth += 1 if text[index] == "(" else -1
            index += 1
        else:
            out += "" if depth else text[index]
            index += 1
    return out


def words(text):
    """The English words of a literal; none of a name or a message."""
    text = ESCAPE.sub(" ", bare(text))
    if re.search(r"[a-z0-9][./:_][a-z]|^[./@<]|[a-z]\($", text):
        return []
    return WORD.findall(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ceiling", type=int)
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--words")
    options = parser.parse_args()
    counts = {}
    for target in TARGETS:
        for folder, _, names in sorted(os.walk(os.path.join(ROOT, target))):
            for name in sorted(names):
                path = os.path.join(folder, name)
                if not name.endswith(".swift"):
                    continue
                if os.path.relpath(path, ROOT).startswith(FORMATS) or path.endswith(TOLD):
                    continue
                with open(path, encoding="utf-8") as lines:
                    found = [(n, word) for n, text in literals(lines) for word in words(text)]
                counts[os.path.relpath(path, ROOT)] = len(found)
                if options.words and path.endswith(options.words):
                    for number, word in found:
                        print(f"{os.path.relpath(path, ROOT)}:{number}: {word}")
    total = sum(counts.values())
    if options.files:
        for path, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
            if count:
                print(f"{count:6} {path}")
    print(f"{total} English words as literals" + (f", at most {options.ceiling}" if options.ceiling else ""))
    if options.ceiling is not None and total > options.ceiling:
        sys.exit(1)


if __name__ == "__main__":
    main()
