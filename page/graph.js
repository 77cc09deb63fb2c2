// The graph on a canvas, the ties of one name beside it, and all ties as a list.

const COMMUNITIES = { light: ['#4477aa', '#cc6677', '#228833', '#aa3377', '#b8860b', '#3a9fbf', '#8c6d5a', '#777777'], dark: ['#77aadd', '#ee8899', '#66bb77', '#dd77bb', '#ddcc66', '#88ddee', '#c8a994', '#aaaaaa'] };
const LABELS = 140;
/** A larger drawing begins with its stronger ties; the slider brings the rest. */
const CALM = 1500;

function drawGraph() {
  const body = bodyOf('graph');
  const { nodes, edges } = run;
  if (!edges.length) {
    body.append(el('p', { class: 'empty' }, `No two names stand in one ${run.window}, so there is nothing to draw.`));
    show.node = () => {};
    return;
  }
  nodes.forEach((node, place) => Object.assign(node, { place, name: entities[node.entity].name, kind: entities[node.entity].kind, ties: [] }));
  edges.forEach((edge) => {
    nodes[edge.source].ties.push(edge);
    nodes[edge.target].ties.push(edge);
  });
  const most = Math.max(...nodes.map((node) => entities[node.entity].documents));
  const weights = [...new Set(edges.map((edge) => edge.weight))].sort((a, b) => a - b);
  const heaviest = weights[weights.length - 1];
  // Room for one name is ten units in the drawing of the run, and coordinates come in tenths of a unit.
  nodes.forEach((node) => { node.x /= 10; node.y = -node.y / 10; node.size = 2.5 + 9 * Math.sqrt(entities[node.entity].documents / most); });
  spread(nodes);

  const canvas = el('canvas', { tabindex: '0', role: 'application', 'aria-label': `Drawing of ${counted(nodes.length, 'name')} and ${counted(edges.length, 'tie')}. Arrow keys move, plus and minus zoom, 0 shows all, N and P go through the names, Escape lets go. All ties are also in the list below.` });
  const paper = canvas.getContext('2d');
  const search = el('input', { type: 'search', list: 'node-names', autocomplete: 'off', placeholder: 'A name' });
  const slider = el('input', { type: 'range', min: '0', max: String(weights.length - 1), step: '1', value: '0' });
  if (edges.length > CALM) slider.value = String(Math.max(0, weights.findIndex((weight) => edges.filter((edge) => edge.weight >= weight).length <= CALM)));
  const sliderShown = el('output');
  const colouring = el('select', {}, el('option', { value: 'community' }, 'Community'), el('option', { value: 'kind' }, 'Person, place, organisation'));
  const panel = el('div', { class: 'ties', tabindex: '-1', 'aria-label': 'Ties of the chosen name' });
  const view = { x: 0, y: 0, scale: 1 };
  let chosen = null;
  let over = null;
  let near = null;
  let visible = [];
  let lines = [];
  let colours = null;
  let asked = 0;

  function readColours() {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches && !matchMedia('print').matches;
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    colours = { ink: of('--ink'), muted: of('--muted'), paper: of('--raised'), line: of('--line'), person: of('--person'), place: of('--place'), organisation: of('--organisation'), communities: COMMUNITIES[dark ? 'dark' : 'light'] };
  }
  function colour(node) {
    if (colouring.value === 'kind') return colours[node.kind];
    return colours.communities[Math.min(node.community || 8, 8) - 1];
  }
  function draw() {
    if (!asked) asked = requestAnimationFrame(() => { asked = 0; paint(); });
  }
  function choose(node, quiet) {
    chosen = node;
    near = node && new Set(node.ties.flatMap((edge) => (edge.weight >= weights[slider.value] ? [edge.source, edge.target] : [])));
    drawPanel();
    draw();
    if (node && !quiet) say(`${node.name}: ${counted(node.ties.length, 'tie')} drawn`);
  }
  function filter() {
    const least = weights[slider.value];
    lines = edges.filter((edge) => edge.weight >= least);
    const ends = new Set(lines.flatMap((edge) => [edge.source, edge.target]));
    visible = nodes.filter((node) => ends.has(node.place));
    sliderShown.textContent = `${counted(least, 'article')} or more: ${counted(visible.length, 'name')}, ${counted(lines.length, 'tie')}`;
    if (chosen) choose(ends.has(chosen.place) ? chosen : null, true);
    draw();
  }
  function fit() {
    const box = canvas.getBoundingClientRect();
    if (!visible.length || !box.width) return;
    const [left, right] = middle(visible.map((node) => node.x));
    const [top, bottom] = middle(visible.map((node) => node.y));
    view.scale = Math.min((box.width - Math.min(200, box.width / 4)) / Math.max(1, right - left), (box.height - 60) / Math.max(1, bottom - top), 6);
    view.x = box.width / 2 - ((left + right) / 2) * view.scale;
    view.y = box.height / 2 - ((top + bottom) / 2) * view.scale;
    draw();
  }
  const sized = (node) => node.size * Math.min(2.2, Math.max(0.55, Math.sqrt(view.scale / 2)));
  const onScreen = (node) => [node.x * view.scale + view.x, node.y * view.scale + view.y];

  function trace(node, x, y, size) {
    paper.beginPath();
    if (node.kind === 'person') paper.arc(x, y, size, 0, 7);
    else if (node.kind === 'place') paper.rect(x - size * 0.88, y - size * 0.88, size * 1.76, size * 1.76);
    else { paper.moveTo(x, y - size * 1.25); paper.lineTo(x + size * 1.25, y); paper.lineTo(x, y + size * 1.25); paper.lineTo(x - size * 1.25, y); paper.closePath(); }
  }
  function paint() {
    if (!colours) readColours();
    const box = canvas.getBoundingClientRect();
    const dense = devicePixelRatio || 1;
    if (canvas.width !== Math.round(box.width * dense) || canvas.height !== Math.round(box.height * dense)) {
      canvas.width = Math.round(box.width * dense);
      canvas.height = Math.round(box.height * dense);
    }
    paper.setTransform(dense, 0, 0, dense, 0, 0);
    paper.clearRect(0, 0, box.width, box.height);
    const inside = (x, y) => x > -30 && y > -30 && x < box.width + 30 && y < box.height + 30;
    // Ties of like weight are one path: thousands of them cost five strokes.
    const paths = [0, 1, 2, 3, 4].map(() => new Path2D());
    const bold = new Path2D();
    const least = weights[slider.value];
    for (const edge of lines) {
      const [ax, ay] = onScreen(nodes[edge.source]);
      const [bx, by] = onScreen(nodes[edge.target]);
      const mine = chosen && (edge.source === chosen.place || edge.target === chosen.place);
      const path = mine ? bold : paths[heaviest > least ? Math.floor((4.99 * Math.log(edge.weight / least)) / Math.log(heaviest / least)) : 0];
      path.moveTo(ax, ay);
      path.lineTo(bx, by);
    }
    paper.strokeStyle = colours.ink;
    paths.forEach((path, at) => {
      paper.globalAlpha = (chosen ? 0.25 : 1) * Math.min(0.28, Math.max(0.04, 120 / lines.length)) * (1 + at * 0.6);
      paper.lineWidth = 0.8 + at * 0.7;
      paper.stroke(path);
    });
    paper.globalAlpha = 0.75;
    paper.lineWidth = 1.6;
    if (chosen) { paper.strokeStyle = colour(chosen); paper.stroke(bold); }
    for (let at = visible.length - 1; at >= 0; at -= 1) {
      const node = visible[at];
      const [x, y] = onScreen(node);
      if (!inside(x, y)) continue;
      paper.globalAlpha = !chosen || near.has(node.place) || node === chosen ? 1 : 0.16;
      trace(node, x, y, sized(node));
      paper.fillStyle = colour(node);
      paper.fill();
      paper.lineWidth = node === chosen || node === over ? 3 : 1;
      paper.strokeStyle = node === chosen || node === over ? colours.ink : colours.paper;
      paper.stroke();
    }
    labels(inside);
    canvas.dataset.painted = String(Number(canvas.dataset.painted || 0) + 1);
  }
  function labels(inside) {
    const taken = [];
    const first = [over, chosen, ...(chosen ? visible.filter((node) => near.has(node.place)) : visible)];
    let count = 0;
    const done = new Set();
    paper.textAlign = 'center';
    paper.textBaseline = 'top';
    for (const node of first) {
      if (!node || done.has(node)) continue;
      done.add(node);
      if (count >= LABELS) break;
      const [x, y] = onScreen(node);
      if (!inside(x, y)) continue;
      const strong = node === over || node === chosen;
      const size = strong ? 14 : 11 + Math.min(3, node.size / 4);
      paper.font = `${strong ? 600 : 400} ${size}px system-ui, sans-serif`;
      node.label ||= node.name.length > 34 ? `${node.name.slice(0, 32)}…` : node.name;
      const width = paper.measureText(node.label).width;
      const top = y + sized(node) + 2;
      const box = [x - width / 2 - 2, top - 1, x + width / 2 + 2, top + size + 2];
      if (!strong && taken.some((held) => box[0] < held[2] && held[0] < box[2] && box[1] < held[3] && held[1] < box[3])) continue;
      taken.push(box);
      count += 1;
      paper.globalAlpha = 0.85;
      paper.lineWidth = 3;
      paper.lineJoin = 'round';
      paper.strokeStyle = colours.paper;
      paper.strokeText(node.label, x, top);
      paper.globalAlpha = 1;
      paper.fillStyle = colours.ink;
      paper.fillText(node.label, x, top);
    }
    paper.globalAlpha = 1;
  }
  function hit(x, y) {
    let best = null;
    let least = Infinity;
    for (const node of visible) {
      const [nx, ny] = onScreen(node);
      const distance = Math.hypot(nx - x, ny - y) - sized(node);
      if (distance < 7 && distance < least) { best = node; least = distance; }
    }
    return best;
  }
  function zoom(factor, x, y) {
    const box = canvas.getBoundingClientRect();
    const [cx, cy] = [x ?? box.width / 2, y ?? box.height / 2];
    const scale = Math.min(60, Math.max(0.02, view.scale * factor));
    view.x = cx - ((cx - view.x) * scale) / view.scale;
    view.y = cy - ((cy - view.y) * scale) / view.scale;
    view.scale = scale;
    draw();
  }
  function centre(node) {
    const box = canvas.getBoundingClientRect();
    view.scale = Math.max(view.scale, 2.5);
    view.x = box.width / 2 - node.x * view.scale;
    view.y = box.height / 2 - node.y * view.scale;
    draw();
  }

  const pointers = new Map();
  let moved = 0;
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  canvas.addEventListener('pointerdown', (event) => {
    pointers.set(event.pointerId, at(event));
    moved = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const here = at(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      const found = hit(...here);
      if (found !== over) { over = found; canvas.classList.toggle('over', Boolean(found)); draw(); }
      return;
    }
    if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const apart = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]);
      zoom(apart(here) / Math.max(1, apart(before)), (here[0] + other[0]) / 2, (here[1] + other[1]) / 2);
    } else {
      view.x += here[0] - before[0];
      view.y += here[1] - before[1];
      draw();
    }
    moved += Math.hypot(here[0] - before[0], here[1] - before[1]);
    pointers.set(event.pointerId, here);
  });
  const lift = (event) => {
    if (pointers.delete(event.pointerId) && event.type === 'pointerup' && moved < 5) choose(hit(...at(event)));
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('pointerleave', () => { if (over) { over = null; draw(); } });
  canvas.addEventListener('wheel', (event) => {
    // The wheel scrolls the page unless the drawing was chosen.
    if (document.activeElement !== canvas && !event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * 0.0016), ...at(event));
  }, { passive: false });
  canvas.addEventListener('keydown', (event) => {
    const step = 60;
    const through = (by) => {
      const place = visible.indexOf(chosen);
      const node = visible[(place < 0 ? (by > 0 ? 0 : visible.length - 1) : place + by + visible.length) % visible.length];
      choose(node);
      centre(node);
    };
    const acts = {
      ArrowLeft: () => { view.x += step; }, ArrowRight: () => { view.x -= step; }, ArrowUp: () => { view.y += step; }, ArrowDown: () => { view.y -= step; },
      '+': () => zoom(1.3), '=': () => zoom(1.3), '-': () => zoom(1 / 1.3), 0: fit, n: () => through(1), p: () => through(-1), Escape: () => choose(null),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
    draw();
  });

  function tieItem(edge, from) {
    const other = nodes[edge.source === from.place ? edge.target : edge.source];
    return el('li', {}, el('button', { type: 'button', class: 'plain', onclick: () => { uncover(other); choose(other); centre(other); panel.focus({ preventScroll: true }); } }, named(other.entity)),
      ' ', el('b', {}, counted(edge.weight, 'article')), evidence(edge));
  }
  function drawPanel() {
    if (!chosen) {
      panel.replaceChildren(el('p', { class: 'note' }, 'Choose a name in the drawing, or search for one, to see its ties and the sentences that they stand on.'), communities());
      return;
    }
    const entity = entities[chosen.entity];
    const ties = [...chosen.ties].sort((a, b) => b.weight - a.weight || a.source - b.source || a.target - b.target);
    const holder = el('ol', {});
    const list = growing(holder, 12, (edge) => [tieItem(edge, chosen)], 'tie');
    panel.replaceChildren(el('h3', {}, named(chosen.entity)), ...[entity.description && alone(entity.description, { class: 'note' })].filter(Boolean),
      el('p', { class: 'note' }, `${counted(entity.documents, 'article')}, ${counted(entity.mentions, 'mention')}, ${counted(chosen.degree, 'tie')}${chosen.ties.length < chosen.degree ? ` (${number(chosen.ties.length)} drawn)` : ''}`),
      el('p', { class: 'buttons' }, entity.quotes > 0 && el('button', { type: 'button', onclick: () => show.quotations({ speaker: entity.name }) }, counted(entity.quotes, 'quotation')), el('button', { type: 'button', onclick: () => { choose(null); canvas.focus(); } }, 'Let go')),
      holder, list.more);
    list.show(ties);
    panel.scrollTop = 0;
  }
  function communities() {
    const groups = new Map();
    for (const node of nodes) if (node.community) { if (!groups.has(node.community)) groups.set(node.community, []); groups.get(node.community).push(node); }
    const rows = [...groups].sort((a, b) => a[0] - b[0]).slice(0, 7).map(([community, members]) => {
      const dot = el('span', { class: `dot c${community}`, 'aria-hidden': 'true' });
      const strongest = [...members].sort((a, b) => b.strength - a.strength || a.place - b.place).slice(0, 3);
      return el('li', {}, dot, alone(strongest.map((node) => node.name).join(', ')), ' ', el('small', { class: 'note' }, number(members.length)));
    });
    return el('div', {}, el('h3', {}, 'Communities'), el('p', { class: 'note' }, 'Groups with more ties inside than to others, each called by its strongest members. The seven largest have a colour of their own.'), el('ol', { class: 'groups' }, rows));
  }

  /** Brings back the weak ties where a name has no other. */
  function uncover(node) {
    if (visible.includes(node)) return;
    slider.value = '0';
    filter();
  }
  search.addEventListener('input', () => {
    const words = plain(search.value.trim());
    const found = words && (nodes.find((node) => plain(node.name) === words) || (words.length > 2 && nodes.find((node) => plain(node.name).includes(words))));
    if (found) { uncover(found); choose(found); centre(found); }
  });
  slider.addEventListener('input', filter);
  colouring.addEventListener('input', draw);
  show.node = (entity) => {
    const node = nodes[nodeOf.get(entity)];
    uncover(node);
    go(document.getElementById('graph'));
    choose(node);
    centre(node);
    panel.focus({ preventScroll: true });
  };
  const button = (words, label, run) => el('button', { type: 'button', 'aria-label': label, onclick: run }, words);
  const note = [leftOut('edges', 'tie', 'The strongest are drawn; edges.csv and graph.gexf hold all.')].filter(Boolean);
  body.append(
    el('p', {}, `Two names are tied where one ${run.window} names both; a thicker line stands for more articles. Shapes: `, Object.entries(KINDS).map(([kind, { one }]) => [el('span', { class: `name ${kind}` }, shape(kind), one), ' '])),
    el('div', { class: 'controls' }, field('Find', search), field(['Ties in ', sliderShown], slider, true), field('Colours', colouring)),
    el('datalist', { id: 'node-names' }, nodes.map((node) => el('option', { value: node.name }))),
    el('div', { class: 'drawing' }, el('div', { class: 'canvas' }, canvas, el('div', { class: 'zoom' }, button('+', 'Zoom in', () => zoom(1.4)), button('−', 'Zoom out', () => zoom(1 / 1.4)), button('Fit', 'Show all', fit)),
      el('p', { class: 'note hint' }, 'Drag to move; click into it and turn the wheel to zoom.')), panel),
    ...note, tiesList(nodes, edges, (node) => { uncover(node); choose(node); centre(node); }));
  filter();
  drawPanel();
  const whenSeen = new ResizeObserver(() => { if (!canvas.dataset.fitted) { canvas.dataset.fitted = '1'; fit(); } draw(); });
  whenSeen.observe(canvas);
  const again = () => { readColours(); paint(); };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  matchMedia('print').addEventListener('change', again);
  // For tests and for the curious: where a name stands on the canvas.
  canvas.whereIs = (name) => { const node = visible.find((one) => one.name === name); return node ? onScreen(node) : null; };
}

/** The ends of some numbers; of many, without the outermost hundredth on either side. */
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = values.length > 200 ? Math.floor(values.length / 100) : 0;
  return [sorted[cut], sorted[sorted.length - 1 - cut]];
}

/**
 * Gives a crowded centre more room. In a large run a few hundred names stand close together and small groups far out:
 * distances to the centre are bent, directions kept, so that half of the names lie within half of the drawing.
 */
function spread(nodes) {
  const sum = nodes.reduce((all, node) => all + node.strength, 0) || 1;
  const [cx, cy] = ['x', 'y'].map((axis) => nodes.reduce((all, node) => all + node[axis] * node.strength, 0) / sum);
  const far = nodes.map((node) => Math.hypot(node.x - cx, node.y - cy)).sort((a, b) => a - b);
  const [half, most] = [far[Math.floor(far.length / 2)], far[Math.floor((far.length - 1) * 0.98)]];
  const bend = half > 0 && most > half ? Math.min(1, Math.max(0.35, Math.log(0.5) / Math.log(half / most))) : 1;
  for (const node of nodes) {
    const distance = Math.hypot(node.x - cx, node.y - cy);
    const factor = distance > 0 && bend < 1 ? (distance / most) ** (bend - 1) : 1;
    node.x = (node.x - cx) * factor;
    node.y = (node.y - cy) * factor;
  }
}

/** The sentence that a tie stands on, and where to read it. */
function evidence(edge) {
  const article = documentOf.get(edge.document);
  const where = article && article.paragraphs ? el('button', { type: 'button', class: 'quiet', onclick: () => show.article(article) }, 'in ', titled(article)) : alone(article ? article.title : edge.document);
  return el('p', { class: 'evidence' }, edge.words ? alone(`“${edge.words}”`) : 'Only the whole article names both.', ' ', el('span', { class: 'note' }, where));
}

function tiesList(nodes, edges, pick) {
  const filter = el('input', { type: 'search', autocomplete: 'off', placeholder: 'A name' });
  const rows = el('tbody');
  const button = (node) => el('button', { type: 'button', class: 'plain', onclick: () => { pick(node); go(document.getElementById('graph')); } }, named(node.entity));
  const list = growing(rows, 25, (edge) => [el('tr', {}, el('td', { class: 'text' }, button(nodes[edge.source])), el('td', { class: 'text' }, button(nodes[edge.target])),
    el('td', { class: 'number' }, number(edge.weight)), el('td', { class: 'text' }, evidence(edge)))], 'tie');
  const update = () => {
    const words = plain(filter.value.trim());
    list.show(edges.filter((edge) => !words || plain(nodes[edge.source].name).includes(words) || plain(nodes[edge.target].name).includes(words)));
  };
  filter.addEventListener('input', later(update));
  const details = el('details', { class: 'alltied' }, el('summary', {}, 'All ties as a list'), el('div', { class: 'controls' }, field('Filter', filter)),
    el('div', { class: 'scroll' }, el('table', { class: 'tielist' }, el('thead', {}, el('tr', {}, [['Name', 'text'], ['and', 'text'], ['Articles', 'number'], ['Evidence', 'text']].map(([title, type]) => el('th', { scope: 'col', class: type }, title)))), rows)), list.more);
  update();
  return details;
}
