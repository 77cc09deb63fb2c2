"""Reads the tables and graphs of a run as their users do, and compares them with each other and with the articles."""

import csv
import json
import sys
from pathlib import Path

import networkx

articles, run = map(Path, sys.argv[1:])
texts = {}
for line in articles.read_text(encoding="utf-8").splitlines():
    article = json.loads(line)
    texts[article["id"]] = article["text"]


def table(name):
    with open(run / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def shown(text):
    """A text as a cell holds it."""
    return "".join("⧵" if c == "\\" else " " if ord(c) < 32 else c for c in text)


def same(one, other, what):
    assert one == other, f"{run.name}: {what}: {one!r} is not {other!r}"


documents, mentions, quotes = table("documents.csv"), table("mentions.csv"), table("quotes.csv")
entities, nodes, edges = table("entities.csv"), table("nodes.csv"), table("edges.csv")
same([row["document"] for row in documents], list(texts), "documents")
assert mentions and quotes and edges, "a run that says nothing tests nothing"

for row in mentions:
    start, end = int(row["start"]), int(row["end"])
    same(row["text"], shown(texts[row["document"]][start:end]), "the words at a mention's offsets")
for row in quotes:
    text, pieces = texts[row["document"]], [piece.split("-") for piece in row["pieces"].split("|")]
    same([row["start"], row["end"]], [pieces[0][0], pieces[-1][1]], "a quotation and its pieces")
    for start, end in pieces:
        words = shown(text[int(start) : int(end)])
        assert words[0] in '“"' and words[1:-1].strip() in row["text"], f"{words!r} is not in {row['text']!r}"
    if row["source"]:
        source = text[int(row["source_start"]) : int(row["source_end"])]
        same(row["source"], shown(source), "the words at a source's offsets")
    known = {entity["entity"] for entity in entities}
    assert known >= set(filter(None, (row["speaker"] + "|" + row["about"]).split("|"))), "ids of entities"

NUMBERS = {"documents": int, "sentences": int, "mentions": int, "quotes": int, "paragraphs": int, "degree": int}
NUMBERS |= {"strength": int, "community": int, "pagerank": float, "betweenness": float}
NUMBERS |= {"jaccard": float, "npmi": float, "g2": float}


def typed(row, names):
    """The cells of a row that hold something, as numbers where they are."""
    return {name: NUMBERS.get(name, str)(row[name]) for name in names if row[name] != ""}


for file, read in [("graph.gexf", networkx.read_gexf), ("graph.graphml", networkx.read_graphml)]:
    graph = read(run / file)
    assert not graph.is_directed() and not graph.is_multigraph(), file
    same(sorted(graph), sorted(row["id"] for row in nodes), f"nodes of {file}")
    for row in nodes:
        held = {name: value for name, value in graph.nodes[row["id"]].items() if name != "viz"}
        same(held, typed(row, [name for name in row if name != "id"]), f"{row['id']} in {file}")
    same(graph.number_of_edges(), len(edges), f"edges of {file}")
    skipped = {"source", "target", "type", "weight", "id", "source_label", "target_label", "source_type", "target_type"}
    for row in edges:
        held = dict(graph.edges[row["source"], row["target"]])
        same(held.pop("weight"), float(row["weight"]), f"weight of {row['id']} in {file}")
        same(held.pop("id", row["id"]), row["id"], f"id of an edge in {file}")
        same(held, typed(row, [name for name in row if name not in skipped]), f"{row['id']} in {file}")


def pagerank(graph):
    """Where a reader is most often who follows ties by weight: networkx's own needs a hundred megabytes more."""
    ranks = dict.fromkeys(graph, 1 / len(graph))
    for _ in range(500):
        lone = sum(rank for node, rank in ranks.items() if not graph[node])
        base = (0.15 + 0.85 * lone) / len(graph)
        share = {node: ranks[node] / graph.degree(node, weight="weight") for node in graph if graph[node]}
        ranks = {node: base + 0.85 * sum(share[to] * tie["weight"] for to, tie in graph[node].items()) for node in graph}
    return ranks


graph = networkx.Graph()
graph.add_weighted_edges_from((row["source"], row["target"], int(row["weight"])) for row in edges)
for row in nodes:
    degree, strength = (graph.degree(row["id"]), graph.degree(row["id"], weight="weight")) if row["id"] in graph else (0, 0)
    same([int(row["degree"]), int(row["strength"])], [degree, strength], f"ties of {row['id']}")
whole = networkx.Graph(graph)
whole.add_nodes_from(row["id"] for row in nodes)
rank, between = pagerank(whole), networkx.betweenness_centrality(whole)
for row in nodes:
    assert abs(float(row["pagerank"]) - rank[row["id"]]) < 1e-6, f"pagerank of {row['id']}: {rank[row['id']]}"
    assert abs(float(row["betweenness"]) - between[row["id"]]) < 1e-5, f"betweenness of {row['id']}"
print(f"{run.name}: {len(mentions)} mentions, {len(quotes)} quotations, {len(nodes)} nodes and {len(edges)} edges read back")
