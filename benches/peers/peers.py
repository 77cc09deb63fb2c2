"""Times the matching of names by other programs, and prints it beside whosaid's tagging and whole line.

Each gets whosaid's own names, the first ten thousand and all, and finds them in the same text. What is timed is processor
time of matching alone: no reading of files, no building, no writing. Slow programs get less text; all are told by the byte."""

import csv
import json
import os
import re
import resource
import subprocess
import sys
import time

kept, whosaid = sys.argv[1:]
TABLES = ["people", "organisations", "places", "cities"]


def all_names():
    """Names of more than one letter, in the order of a hash, so that the first ten thousand are of all kinds."""
    names = set()
    for table in TABLES:
        with open(f"gazetteer/{table}.csv", newline="") as file:
            for row in csv.DictReader(file):
                names.update([row["name"], *row.get("aliases", "").split("|")])
    names = sorted(name for name in names if len(name) > 1)
    return sorted(names, key=lambda name: hash_of(name))


def hash_of(name):
    value = 0
    for byte in name.encode():
        value = (value * 1000003 ^ byte) & 0xFFFFFFFF
    return value


def texts(limit):
    """Articles with so many bytes in all."""
    chosen, size = [], 0
    with open(f"{kept}/news.jsonl") as file:
        for line in file:
            text = json.loads(line)["text"]
            chosen.append(text)
            size += len(text.encode())
            if size >= limit:
                break
    return chosen, size


def pyahocorasick(names):
    import ahocorasick

    matcher = ahocorasick.Automaton()
    for name in names:
        matcher.add_word(name, len(name))
    matcher.make_automaton()

    def find(text):
        for end, length in matcher.iter(text):
            start = end - length + 1
            # Whole words only.
            if (start == 0 or not text[start - 1].isalnum()) and (end + 1 == len(text) or not text[end + 1].isalnum()):
                yield start

    return lambda text: sum(1 for _ in find(text))


def ahocorasick_rs(names):
    import ahocorasick_rs

    matcher = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.Standard)

    def find(text):
        count = 0
        for _, start, end in matcher.find_matches_as_indexes(text, overlapping=True):
            count += (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum())
        return count

    return find


def flashtext(names):
    from flashtext import KeywordProcessor

    matcher = KeywordProcessor(case_sensitive=True)
    for name in names:
        matcher.add_keyword(name)
    return lambda text: len(matcher.extract_keywords(text))


def spacy_phrase_matcher(names):
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab)
    matcher.add("NAME", list(language.tokenizer.pipe(names)))
    return lambda text: len(matcher(language(text)))


def spacy_entity_ruler(names):
    import spacy

    language = spacy.blank("en")
    language.add_pipe("entity_ruler").add_patterns([{"label": "NAME", "pattern": name} for name in names])
    return lambda text: len(language(text).ents)


def timed(make, names, limit):
    """Nanoseconds a byte; the least of three."""
    find = make(names)
    chosen, size = texts(limit)
    least, found = float("inf"), 0
    for _ in range(3):
        began = time.process_time()
        found = sum(find(text) for text in chosen)
        least = min(least, time.process_time() - began)
    return least * 1e9 / size, found * 1e3 / size


def compromise(names, limit):
    """The same in Node: tokens, its own tags, and tokens with a look-up of the names."""
    chosen, size = texts(limit)
    given = json.dumps({"names": names, "texts": chosen})
    ended = subprocess.run(["node", f"{kept}/peers.mjs"], input=given, capture_output=True, text=True, check=True)
    return {name: nanoseconds / size for name, nanoseconds in json.loads(ended.stdout).items()}


def processor_time(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def whole_line():
    """The program with all it writes but the page, without its start and its end: those are of no size."""
    _, size = texts(float("inf"))
    run = lambda file: processor_time([whosaid, "run", f"{kept}/{file}", "-q", "--no-page", "-j1", "-o", f"{kept}/run"])
    return (min(run("news.jsonl") for _ in range(3)) - min(run("one.jsonl") for _ in range(3))) * 1e9 / size


def tagging():
    with open(f"{kept}/steps.txt") as file:
        steps = dict(re.findall(r"^(.+?)\s+([\d.]+)$", file.read(), re.M))
    return sum(float(steps[step]) for step in ["tokens", "layout, sentences, marks", "names"])


def main():
    every = all_names()
    own, line = tagging(), whole_line()
    rows = [("whosaid, tagging", f"{len(every)}, and by surroundings", own, ""), ("whosaid, the whole line", "the same", line, "")]
    peers = [
        (ahocorasick_rs, "ahocorasick_rs, whole words", 5e6),
        (pyahocorasick, "pyahocorasick, whole words", 3e6),
        (flashtext, "FlashText", 1e6),
        (spacy_phrase_matcher, "spaCy, blank + PhraseMatcher", 3e5),
        (spacy_entity_ruler, "spaCy, blank + EntityRuler", 3e5),
    ]
    for make, name, limit in peers:
        for names in [every[:10_000], every]:
            cost, found = timed(make, names, limit)
            rows.append((name, len(names), cost, f"{found:.1f}"))
    for name, cost in compromise(every[:10_000], 1e5).items():
        rows.append((f"compromise, {name}", "10000" if "names" in name else "–", cost, ""))
    print("| program | names | MB/s | found in 1,000 bytes | × whosaid's tagging | × whosaid's whole line |\n|---|---|---|---|---|---|")
    for name, names, cost, found in rows:
        rate = 1e3 / cost
        shown = f"{rate:.1f}" if rate >= 1 else f"{rate:.2f}"
        ratio = lambda ours: f"{cost / ours:.1f}" if cost / ours < 10 else f"{cost / ours:,.0f}"
        print(f"| {name} | {names} | {shown} | {found} | {ratio(own)} | {ratio(line)} |")


main()
