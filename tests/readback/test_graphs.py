"""The graph files in networkx and igraph: the same nodes, ties and values as in the tables."""

import json
import unittest
import xml.etree.ElementTree as ElementTree

import igraph
import networkx
from made import FOLDER, fields, rows


def typed(table, row):
    """A row with its types, without what is missing."""
    make = {"string": str, "integer": int, "number": float, "boolean": bool}
    kinds = fields(table)
    return {name: make[kinds[name]](cell) for name, cell in row.items() if cell != ""}


class Graphs(unittest.TestCase):
    def compare(self, graph):
        """Nodes, ties and all their values."""
        nodes = {row["id"]: typed("nodes", row) for row in rows("nodes")}
        edges = {frozenset((row["source"], row["target"])): typed("edges", row) for row in rows("edges")}
        self.assertFalse(graph.is_directed())
        self.assertEqual(set(graph), set(nodes))
        self.assertEqual({frozenset(edge) for edge in graph.edges}, set(edges))
        for node, values in graph.nodes(data=True):
            for name, value in nodes[node].items():
                if name != "id":
                    self.assertEqual(values[name], value, (node, name))
        for source, target, values in graph.edges(data=True):
            row = edges[frozenset((source, target))]
            for name in ["weight", "documents", "jaccard", "npmi", "g2", "first_date", "evidence", "backbone"]:
                self.assertEqual(values.get(name), row.get(name), (source, target, name))

    def test_gexf(self):
        graph = networkx.read_gexf(FOLDER / "graph.gexf")
        self.compare(graph)
        for _, values in graph.nodes(data=True):
            self.assertEqual(set(values["viz"]), {"color", "position", "size"})

    def test_graphml(self):
        self.compare(networkx.read_graphml(FOLDER / "graph.graphml"))

    def test_node_link(self):
        data = json.loads((FOLDER / "graph-node-link.json").read_text(encoding="utf-8"))
        self.compare(networkx.node_link_graph(data, edges="links"))

    def test_statistics_are_there(self):
        self.assertTrue(any(row["npmi"] for row in rows("edges")))
        self.assertTrue(any(not row["npmi"] for row in rows("edges")))

    def test_quotations(self):
        graph = networkx.read_gexf(FOLDER / "quote_graph.gexf")
        self.assertTrue(graph.is_directed())
        wanted = {(row["source"], row["target"]): float(row["weight"]) for row in rows("quote_edges")}
        self.assertEqual({edge[:2]: edge[2] for edge in graph.edges(data="weight")}, wanted)

    def test_dynamic(self):
        graph = networkx.read_gexf(FOLDER / "graph-dynamic.gexf")
        self.assertEqual(set(graph), {row["id"] for row in rows("nodes")})
        self.assertTrue(all("spells" in values for _, values in graph.nodes(data=True)))

    def test_measures_agree_with_others(self):
        graph = networkx.read_gexf(FOLDER / "graph.gexf")
        read = igraph.Graph.Read_GraphML(str(FOLDER / "graph.graphml"))
        pagerank = dict(zip(read.vs["id"], read.pagerank(weights="weight")))
        between = networkx.betweenness_centrality(graph)
        for node, values in graph.nodes(data=True):
            self.assertAlmostEqual(values["pagerank"], pagerank[node], 6)
            self.assertAlmostEqual(values["betweenness"], between[node], 5)
            self.assertEqual(values["strength"], graph.degree(node, weight="weight"))

    def test_backbone_agrees_with_its_definition(self):
        graph = networkx.read_gexf(FOLDER / "graph.gexf")
        for source, target, values in graph.edges(data=True):
            ends = [(graph.degree(end), graph.degree(end, weight="weight")) for end in (source, target)]
            wanted = [(1 - values["weight"] / strength) ** (degree - 1) for degree, strength in ends if degree > 1]
            self.assertAlmostEqual(values["backbone"], min(wanted), 5)

    def test_igraph(self):
        graph = igraph.Graph.Read_GraphML(str(FOLDER / "graph.graphml"))
        self.assertEqual(sorted(graph.vs["id"]), sorted(row["id"] for row in rows("nodes")))
        self.assertEqual(sorted(graph.vs["label"]), sorted(row["label"] for row in rows("nodes")))
        self.assertEqual(sorted(graph.es["weight"]), sorted(float(row["weight"]) for row in rows("edges")))

    def test_cx2(self):
        aspects = {}
        for fragment in json.loads((FOLDER / "graph.cx2").read_text(encoding="utf-8")):
            aspects.update(fragment)
        self.assertEqual(aspects["CXVersion"], "2.0")
        self.assertEqual(sorted(node["v"]["id"] for node in aspects["nodes"]), sorted(row["id"] for row in rows("nodes")))
        numbers = {node["id"] for node in aspects["nodes"]}
        self.assertTrue(all({edge["s"], edge["t"]} <= numbers for edge in aspects["edges"]))
        declared = aspects["attributeDeclarations"][0]
        self.assertTrue(all(set(node["v"]) <= set(declared["nodes"]) for node in aspects["nodes"]))
        self.assertTrue(all(set(edge["v"]) <= set(declared["edges"]) for edge in aspects["edges"]))

    def test_follow_the_money(self):
        lines = (FOLDER / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
        entities = {entity["id"]: entity for entity in map(json.loads, lines)}
        self.assertEqual(len(entities), len(lines))
        links = [entity for entity in entities.values() if entity["schema"] == "UnknownLink"]
        self.assertEqual(len(links), len(rows("edges")) + len(rows("quote_edges")))
        for link in links:
            self.assertIn(link["properties"]["subject"][0], entities)
            self.assertIn(link["properties"]["object"][0], entities)

    def test_no_script_leaves_its_quotes(self):
        for name in ["graph.gexf", "graph.graphml", "quote_graph.gexf", "graph-dynamic.gexf"]:
            ElementTree.parse(FOLDER / name)


if __name__ == "__main__":
    unittest.main()
