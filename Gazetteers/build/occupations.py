"""Makes `person/occupation.tsv` of WordNet's files: the nouns whose commonest sense is a person by what he or she does.

    occupations.py WORDNET OUT      WORDNET holds data.noun and index.noun (Debian: wordnet-base, /usr/share/wordnet)
"""
import re
import sys

ROOTS = """worker professional expert leader performer skilled_worker official athlete contestant scientist creator
    communicator clergyman serviceman lawyer employee adviser preserver capitalist businessperson scholar intellectual
    entertainer builder traveler peasant hunter representative negotiator health_professional trainer investigator
    teacher student journalist advocate reformer aristocrat politician""".split()
# Seldom a person in news, whatever WordNet has first.
OTHERS = set("mate server major page senior private second subject ordinary regular carrier cleaner mover cooler".split())
# The file of WordNet that holds persons.
PERSONS = 18


def synsets(path):
    """By offset: the file, the words and the broader synsets."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split(" ")
            count = int(fields[3], 16)
            words = [fields[4 + 2 * place] for place in range(count)]
            start = 5 + 2 * count
            pointers = [fields[start + 4 * place:start + 4 * place + 4] for place in range(int(fields[start - 1]))]
            broader = [offset for sign, offset, part, _ in pointers if sign in ("@", "@i") and part == "n"]
            found[fields[0]] = (int(fields[1]), words, broader)
    return found


def first_senses(path):
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("  "):
                fields = line.split()
                found[fields[0]] = fields[6 + int(fields[3])]
    return found


def main():
    folder, out = sys.argv[1:3]
    known = synsets(f"{folder}/data.noun")
    senses = first_senses(f"{folder}/index.noun")
    roots = {senses[root] for root in ROOTS}
    is_under = {}

    def reaches(offset):
        if offset not in is_under:
            is_under[offset] = False
            is_under[offset] = offset in roots or any(reaches(broader) for broader in known[offset][2])
        return is_under[offset]

    names = []
    for word, offset in senses.items():
        file, words, _ = known[offset]
        is_plain = word in words and re.fullmatch(r"[a-z]+([-_][a-z]+)?", word)
        if file == PERSONS and is_plain and word not in OTHERS and reaches(offset):
            names.append(word.replace("_", " "))
    with open(out, "w", encoding="utf-8") as file:
        file.write("# What people do, from WordNet 3.0 (its licence: ../LICENSE-WordNet), by build/occupations.py.\n")
        file.write("name\tcase\n")
        for name in sorted(names, key=lambda name: name.encode()):
            file.write(f"{name}\tany\n")


main()
