// The graph files in graphology, which Gephi Lite and sigma are made with.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { Graph, UndirectedGraph, DirectedGraph } = require("graphology");
const gexf = require("graphology-gexf");

const folder = process.env.WHOSAID_OUTPUT;
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const links = JSON.parse(read("graph-node-link.json"));

function compare(graph) {
  assert.deepStrictEqual(new Set(graph.nodes()), new Set(links.nodes.map((node) => node.id)));
  assert.strictEqual(graph.size, links.links.length);
  for (const { id, label, type, documents } of links.nodes) {
    const found = graph.getNodeAttributes(id);
    assert.deepStrictEqual([found.label, found.type, found.documents], [label, type, documents]);
    assert.ok(["x", "y", "size"].every((name) => Number.isFinite(found[name])), id);
    assert.match(found.color, /^#[0-9a-f]{6}$|^rgb/);
  }
  for (const { source, target, weight, npmi, evidence } of links.links) {
    const found = graph.getEdgeAttributes(source, target);
    assert.deepStrictEqual([found.weight, found.npmi, found.evidence], [weight, npmi, evidence]);
  }
}

test("graph.json is imported as it is", () => {
  const graph = Graph.from(JSON.parse(read("graph.json")));
  assert.strictEqual(graph.type, "undirected");
  assert.strictEqual(graph.multi, false);
  compare(graph);
});

test("graph.gexf is read as Gephi Lite reads it", () => {
  compare(gexf.parse(UndirectedGraph, read("graph.gexf"), { allowUndeclaredAttributes: true, addMissingNodes: true }));
});

test("quote_graph.gexf is directed", () => {
  const graph = gexf.parse(DirectedGraph, read("quote_graph.gexf"));
  assert.ok(graph.size > 2 && graph.directedSize === graph.size);
});
