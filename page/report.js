// How to open each file; then the page itself.

function recipes() {
  const has = (file) => run.files.includes(file);
  const code = (text) => el('code', {}, text);
  const list = [
    ['Gephi, Gephi Lite', ['Open ', code('graph.gexf'), ' in either: it is already drawn, with colours and sizes.'],
      ['In Gephi, ', code('nodes.csv'), ' and ', code('edges.csv'), ' also open with File › Import spreadsheet; choose the same workspace for the second.'],
      ['Who speaks about whom is ', code('quote_edges.csv'), ', a directed graph: put it into a workspace of its own.']],
    ['Excel, LibreOffice', has('whosaid.xlsx') && ['Open ', code('whosaid.xlsx'), ': each table is a sheet.'],
      ['Data › From Text/CSV, file origin “65001: Unicode (UTF-8)”, delimiter comma; then names with accents stay whole.'],
      ['Begin with ', code('quotes.csv'), '; ', code('documents.csv'), ' says which article a row is from.']],
    ['Datasette, SQLite', [code('sqlite-utils insert run.db quotes quotes.csv --csv --detect-types'), ', the same for the other tables;'],
      [code('sqlite-utils enable-fts run.db quotes text speaker_name'), ' for searching;'], ['then ', code('datasette run.db'), '.']],
    ['Neo4j', ['Put the files into its import folder, then: ', code("LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row MERGE (n:Entity {id: row.id}) SET n.name = row.label, n.type = row.type"), ';'],
      [code("LOAD CSV WITH HEADERS FROM 'file:///edges.csv' AS row MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target}) MERGE (a)-[t:NAMED_WITH]-(b) SET t.weight = toInteger(row.weight), t.evidence = row.evidence"), '.']],
    ['Python, R', [code("pandas.read_csv('quotes.csv', keep_default_na=False)"), ' or ', code("readr::read_csv('quotes.csv', na = '')"), ': otherwise a name such as “NA” is lost.'],
      [code("networkx.read_gexf('graph.gexf')"), ' or ', code("igraph::read_graph('graph.graphml', 'graphml')"), '.'],
      ['Offsets count Unicode code points from 0: ', code('text[start:end]'), ' in Python.']],
  ];
  return list.map(([title, ...steps]) => el('div', { class: 'recipe' }, el('h3', {}, title), el('ol', {}, steps.filter(Boolean).map((step) => el('li', {}, step)))));
}

const FILE_NOTES = {
  'documents.csv': 'a row for each article read',
  'mentions.csv': 'a row for each place where somebody or something is named',
  'entities.csv': 'a row for each person, place and organisation',
  'quotes.csv': 'a row for each quotation, with its speaker and the reason',
  'nodes.csv': 'the names of the graph',
  'edges.csv': 'who is mentioned with whom, with the best sentence',
  'quote_edges.csv': 'who names whom in quotations',
  'unknown.csv': 'frequent names that the gazetteer does not hold',
  'errors.csv': 'what was skipped, and why',
  'graph.gexf': 'the graph, drawn, for Gephi',
  'graph.graphml': 'the graph for igraph, yEd, networkx',
  'graph.json': 'the graph for Gephi Lite and sigma',
  'quote_graph.gexf': 'who names whom in quotations, drawn',
  'whosaid.xlsx': 'all tables as a workbook',
  'datapackage.json': 'what every column means',
};

function drawFiles() {
  const files = run.files.filter((file) => file !== 'report.html');
  bodyOf('files').append(
    el('p', {}, 'They stand beside this page. All tables are UTF-8 with commas and a header; empty means unknown.'),
    el('dl', { class: 'filelist' }, files.map((file) => [el('dt', {}, el('code', {}, file)), el('dd', {}, FILE_NOTES[file] || '')])),
    el('div', { class: 'recipes' }, recipes()));
  document.getElementById('colophon').textContent = `Written by whosaid ${run.version}. Names and speakers are found by rules; each can be checked against the words it stands on, and some are wrong.`;
}

drawOverview();
drawSpeakers();
drawNames();
drawQuotations();
drawArticles();
drawGraph();
drawUnknown();
drawFiles();

const links = [...document.querySelectorAll('.contents a')];
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of links) link.toggleAttribute('aria-current', link.hash === `#${entry.target.id}`);
  }
}, { rootMargin: '-20% 0px -75% 0px' });
for (const section of document.querySelectorAll('main > section')) watcher.observe(section);
document.documentElement.dataset.ready = 'true';
