// Tables of the people, places and organisations; unknown names worth adding.

const COLUMNS = [
  { key: 'name', title: 'Name', text: true },
  { key: 'documents', title: 'Articles' },
  { key: 'mentions', title: 'Mentions' },
  { key: 'quotes', title: 'Quotations' },
  { key: 'quoted_words', title: 'Words quoted' },
  { key: 'first', title: 'First', text: true },
  { key: 'last', title: 'Last', text: true },
];

function drawNames() {
  const body = bodyOf('names');
  const tabs = el('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Kinds of names' });
  const filter = el('input', { type: 'search', autocomplete: 'off', placeholder: 'Name, other form, description' });
  const unknown = el('input', { type: 'checkbox' });
  const panels = Object.keys(KINDS).map((kind) => namesTable(kind, tabs));
  const update = () => panels.forEach((panel) => panel.update(plain(filter.value.trim()), unknown.checked));
  filter.addEventListener('input', later(update));
  unknown.addEventListener('change', update);
  tabs.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = panels.findIndex((panel) => panel.tab.getAttribute('aria-selected') === 'true');
    choose(panels[(at + step + panels.length) % panels.length]);
  });
  function choose(chosen, quiet) {
    for (const panel of panels) {
      panel.tab.setAttribute('aria-selected', String(panel === chosen));
      panel.tab.tabIndex = panel === chosen ? 0 : -1;
      panel.holder.hidden = panel !== chosen;
    }
    if (!quiet) chosen.tab.focus();
  }
  panels.forEach((panel) => panel.tab.addEventListener('click', () => choose(panel)));
  body.append(tabs, el('div', { class: 'controls' }, field('Filter', filter), el('label', { class: 'check' }, unknown, ' only names that the gazetteer does not hold')),
    ...panels.map((panel) => panel.holder));
  const note = leftOut('entities', 'name', 'entities.csv holds all.');
  if (note) body.append(note);
  update();
  choose(panels[0], true);
}

function namesTable(kind, tabs) {
  const all = entities.filter((entity) => entity.kind === kind && (entity.documents > 0 || entity.quotes > 0));
  const count = el('span', { class: 'count' }, number(all.length));
  const tab = el('button', { type: 'button', role: 'tab', id: `tab-${kind}`, 'aria-controls': `panel-${kind}` }, shape(kind), ` ${KINDS[kind].title} `, count);
  tabs.append(tab);
  const columns = COLUMNS.filter(({ key }) => (key !== 'first' && key !== 'last') || all.some((entity) => entity[key]));
  const rows = el('tbody');
  const list = growing(rows, 25, nameRows, 'name');
  const nothing = el('p', { class: 'empty' });
  let sort = { key: 'documents', down: true };
  let wanted = ['', false];
  const heads = columns.map((column) => {
    const button = el('button', { type: 'button', onclick: () => {
      sort = { key: column.key, down: sort.key === column.key ? !sort.down : !column.text };
      update(...wanted);
      say(`Sorted by ${column.title}, ${sort.down ? 'descending' : 'ascending'}`);
    } }, column.title);
    return el('th', { scope: 'col', class: column.text ? 'text' : 'number' }, button);
  });
  const compare = (a, b) => {
    const [x, y] = [a[sort.key] ?? '', b[sort.key] ?? ''];
    const order = typeof x === 'number' ? x - y : plain(String(x)) < plain(String(y)) ? -1 : plain(String(x)) > plain(String(y)) ? 1 : 0;
    return (sort.down ? -order : order) || a.place - b.place;
  };
  function update(words, unknown) {
    wanted = [words, unknown];
    const found = all.filter((entity) => (!words || entity.search.includes(words)) && !(unknown && entity.known));
    found.sort(compare);
    heads.forEach((head, at) => {
      const sorted = columns[at].key === sort.key;
      head.setAttribute('aria-sort', sorted ? (sort.down ? 'descending' : 'ascending') : 'none');
    });
    count.textContent = found.length === all.length ? number(all.length) : `${number(found.length)} of ${number(all.length)}`;
    nothing.hidden = found.length > 0;
    nothing.textContent = all.length ? 'No name matches.' : `No ${KINDS[kind].many} are named.`;
    list.show(found);
  }
  function nameRows(entity) {
    const id = `name-${entity.place}`;
    const open = el('button', { type: 'button', class: 'plain', 'aria-expanded': 'false', 'aria-controls': id }, named(entity.place));
    const extra = el('tr', { id, class: 'extra', hidden: true }, el('td', { colspan: columns.length }));
    open.addEventListener('click', () => {
      extra.hidden = !extra.hidden;
      open.setAttribute('aria-expanded', String(!extra.hidden));
      if (!extra.firstChild.firstChild) extra.firstChild.append(nameDetails(entity));
    });
    const cells = columns.map((column) => {
      if (column.key === 'name') return el('th', { scope: 'row', class: 'text' }, open, !entity.known && el('span', { class: 'flag', title: 'in no list; found by the words around it' }, 'not in the gazetteer'));
      if (column.text) return el('td', { class: 'text date' }, entity[column.key] || '');
      return el('td', { class: 'number' }, number(entity[column.key]));
    });
    return [el('tr', {}, cells), extra];
  }
  const holder = el('div', { role: 'tabpanel', id: `panel-${kind}`, 'aria-labelledby': `tab-${kind}`, class: 'panel' },
    el('h3', { class: 'paper' }, KINDS[kind].title),
    el('div', { class: 'scroll' }, el('table', { class: 'names' }, el('thead', {}, el('tr', {}, heads)), rows)), nothing, list.more);
  return { tab, holder, update };
}

function nameDetails(entity) {
  const facts = [];
  const fact = (title, ...value) => facts.push(el('dt', {}, title), el('dd', {}, value));
  if (entity.description) fact('Who or what', alone(entity.description));
  if (entity.country) fact('Country', alone(entity.country));
  if (entity.forms.length) fact('Also called', alone(entity.forms.join(' · ')));
  fact('Id', el('code', {}, alone(entity.id)));
  if (/^Q[0-9]+$/.test(entity.wikidata || '')) fact('Wikidata', link(`https://www.wikidata.org/wiki/${entity.wikidata}`, entity.wikidata));
  if (entity.first) fact('In articles of', period(entity.first, entity.last));
  const buttons = [];
  const button = (words, run) => buttons.push(el('button', { type: 'button', onclick: run }, words));
  if (entity.quotes) button('Their quotations', () => show.quotations({ speaker: entity.name }));
  button('Quotations that name it', () => show.quotations({ about: entity.name }));
  if (nodeOf.has(entity.place)) button('In the graph', () => show.node(entity.place));
  return el('div', { class: 'details' }, el('dl', { class: 'reason' }, facts), el('p', { class: 'buttons' }, buttons));
}

const TABLE_OF = { person: 'people.csv', place: 'places.csv', organisation: 'organisations.csv' };

function drawUnknown() {
  const body = bodyOf('unknown');
  if (!run.unknown.length) {
    body.append(el('p', { class: 'empty' }, 'No name that the gazetteer does not hold is frequent enough to be worth adding.'));
    return;
  }
  body.append(el('p', {}, 'These names are frequent but in no list. Copy a row into a table of your own, correct it, and give it to the next run: ',
    el('code', {}, 'whosaid run articles/ --gazetteer people.csv'), '. The first line of such a table is its header; ', el('code', {}, 'whosaid gazetteer check people.csv'), ' names every bad row.'));
  const rows = el('tbody');
  const list = growing(rows, 20, (name) => {
    const button = el('button', { type: 'button', onclick: () => copy(name.row, button) }, 'Copy the row');
    return el('tr', {},
      el('th', { scope: 'row', class: 'text' }, el('span', { class: `name ${name.kind}` }, shape(name.kind), alone(name.name))),
      el('td', { class: 'number' }, number(name.documents)), el('td', { class: 'number' }, number(name.mentions)),
      el('td', { class: 'text example' }, alone(name.example)),
      el('td', { class: 'text row' }, el('code', {}, alone(name.row)), button));
  }, 'name');
  const copies = Object.keys(KINDS).filter((kind) => run.unknown.some((name) => name.kind === kind)).map((kind) => {
    const some = run.unknown.filter((name) => name.kind === kind);
    const button = el('button', { type: 'button', onclick: () => copy(some.map((name) => name.row).join('\n') + '\n', button) }, `Copy ${counted(some.length, 'row')} for ${TABLE_OF[kind]}`);
    return button;
  });
  const heads = [['Name', 'text'], ['Articles', 'number'], ['Mentions', 'number'], ['For example', 'text'], ['Row', 'text']];
  body.append(el('p', { class: 'buttons' }, copies),
    el('div', { class: 'scroll' }, el('table', { class: 'unknowns' }, el('thead', {}, el('tr', {}, heads.map(([title, type]) => el('th', { scope: 'col', class: type }, title)))), rows)), list.more);
  const note = leftOut('unknown', 'name', 'unknown.csv holds all.');
  if (note) body.append(note);
  list.show(run.unknown);
}
