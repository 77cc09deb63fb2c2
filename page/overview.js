// What was read, and who speaks most.

/** The days in equal steps of days, months or years, at most about sixty. */
function steps(days) {
  if (!days.length) return null;
  const first = days[0][0];
  const last = days[days.length - 1][0];
  const whole = days.every(([day]) => day.length === 10);
  const span = whole ? (Date.parse(last) - Date.parse(first)) / 86400000 : Infinity;
  const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4));
  const unit = span <= 62 ? 10 : years <= 6 && days.every(([day]) => day.length >= 7) ? 7 : 4;
  const labels = [];
  if (unit === 10) {
    for (let at = Date.parse(first); at <= Date.parse(last); at += 86400000) labels.push(new Date(at).toISOString().slice(0, 10));
  } else if (unit === 7) {
    for (let at = first.slice(0, 7); at <= last.slice(0, 7);) {
      labels.push(at);
      const [year, month] = at.split('-').map(Number);
      at = month === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}`;
    }
  } else {
    for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) labels.push(String(year).padStart(4, '0'));
  }
  return { unit, labels, name: { 10: 'day', 7: 'month', 4: 'year' }[unit] };
}

const axis = steps(run.days);

/** Bars over time; null where there are no dates or only one. */
function timeline(days, height, what) {
  if (!axis || axis.labels.length < 2) return null;
  const sums = new Map(axis.labels.map((label) => [label, 0]));
  for (const [day, count] of days) {
    const label = day.slice(0, axis.unit);
    if (sums.has(label)) sums.set(label, sums.get(label) + count);
  }
  const most = Math.max(1, ...sums.values());
  const width = 100 / axis.labels.length;
  const bars = [...sums].map(([label, count], at) => {
    const size = count ? Math.max(1.5, (count / most) * height) : 0;
    const bar = svg('rect', { x: (at * width + width * 0.1).toFixed(3), y: (height - size).toFixed(2), width: (width * 0.8).toFixed(3), height: size.toFixed(2) });
    bar.append(svg('title', {}, `${dated(label)}: ${number(count)}`));
    return bar;
  });
  const [peak] = [...sums].sort((a, b) => b[1] - a[1])[0];
  const label = `${what} by ${axis.name}, ${period(axis.labels[0], axis.labels[axis.labels.length - 1])}; most on ${dated(peak)}, ${number(most)}`;
  return svg('svg', { class: 'timeline', viewBox: `0 0 100 ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label }, bars);
}

function tile(value, label, note) {
  return el('div', { class: 'tile' }, el('dt', {}, label), el('dd', {}, el('b', {}, value), note && el('small', {}, note)));
}

function skippedInputs() {
  if (!counts.skipped) return el('p', { class: 'good' }, '✓ Nothing was skipped: every input was read.');
  const rows = run.skipped.map((row) => el('tr', {},
    el('td', {}, alone(row.file), row.line ? ` line ${number(row.line)}` : ''), el('td', {}, alone(row.message)), el('td', {}, alone(row.hint))));
  return el('details', { class: 'warning', open: counts.skipped <= 5 },
    el('summary', {}, `${counted(counts.skipped, 'input was', 'inputs were')} skipped`),
    leftOut('skipped', 'input', 'All are in errors.csv.'),
    el('div', { class: 'scroll' }, el('table', { class: 'small' },
      el('thead', {}, el('tr', {}, ['Input', 'Why', 'What may help'].map((word) => el('th', { scope: 'col' }, word)))),
      el('tbody', {}, rows))));
}

/** What a reader would miss, in words. */
function omissions() {
  const list = [];
  const line = (what, words, where) => {
    const [here, all] = shown[what];
    if (here < all) list.push(`${number(here)} of ${counted(all, words)} ${where}`);
  };
  line('articles', 'article', 'can be read here: those with most attributed quotations, each wording once. documents.csv lists all.');
  line('quotes', 'quotation', 'are here, from the articles that have most. quotes.csv holds all.');
  line('entities', 'name', 'are in the tables: the most named, and those of the articles shown. entities.csv holds all.');
  line('edges', 'tie', 'are drawn: the strongest. edges.csv and the graph files hold all.');
  line('nodes', 'name', 'are drawn: those with a tie that is drawn. nodes.csv holds all.');
  line('unknown', 'unknown name', 'are listed. unknown.csv holds all.');
  const crowded = [[counts.crowded_documents, 'article'], [counts.crowded_paragraphs, 'paragraph'], [counts.crowded_sentences, 'sentence']]
    .filter(([count]) => count).map(([count, word]) => counted(count, word)).join(', ');
  if (crowded) list.push(`The ties of ${crowded} are left out: so many names in one place say nothing of any two.`);
  if (!list.length) return null;
  return el('details', { class: 'omissions' }, el('summary', {}, 'What this page leaves out'), el('ul', {}, list.map((text) => el('li', {}, text))));
}

function drawOverview() {
  const share = counts.quotes ? Math.floor((counts.attributed * 100) / counts.quotes) : 0;
  const headline = `${counted(counts.quotes, 'quotation')} in ${counted(counts.documents, 'article')}`;
  document.getElementById('headline').textContent = headline;
  document.title = `${headline} – whosaid`;
  const days = run.days;
  const when = days.length ? period(days[0][0], days[days.length - 1][0]) : '';
  const speakers = counts.quotes ? `${number(counts.attributed)} of them have a speaker. ` : '';
  document.getElementById('standfirst').textContent =
    `${speakers}${counted(counts.people, 'person', 'people')}, ${counted(counts.places, 'place')} and ${counted(counts.organisations, 'organisation')} are named${when ? ', ' + when : ''}.`;
  const unattributed = counts.quotes - counts.attributed;
  const tiles = el('dl', { class: 'tiles' },
    tile(number(counts.documents), counts.documents === 1 ? 'article' : 'articles', counts.duplicates ? `${counted(counts.duplicates, 'repeats', 'repeat')} an earlier one` : null),
    tile(number(counts.words), 'words'),
    tile(number(counts.quotes), counts.quotes === 1 ? 'quotation' : 'quotations', unattributed ? `${number(unattributed)} without a speaker` : null),
    tile(`${share}%`, 'with a speaker', counts.unnamed ? `${number(counts.unnamed)} of the speakers unnamed` : null),
    tile(number(counts.people), counts.people === 1 ? 'person' : 'people'),
    tile(number(counts.places), counts.places === 1 ? 'place' : 'places'),
    tile(number(counts.organisations), counts.organisations === 1 ? 'organisation' : 'organisations'),
    tile(number(counts.ties), counts.ties === 1 ? 'tie' : 'ties', `named in one ${run.window}`));
  const chart = timeline(days.map(([day, articles]) => [day, articles]), 16, 'Articles');
  const most = run.outlets.length ? run.outlets[0][1] : 1;
  const outlets = run.outlets.length > 1 && el('details', { class: 'outlets', open: run.outlets.length <= 8 },
    el('summary', {}, counted(counts.outlets, 'outlet')),
    el('ol', { class: 'bars' }, run.outlets.map(([name, count]) => el('li', {}, alone(name, { class: 'label' }), bar(count / most), el('b', {}, number(count))))),
    counts.outlets > run.outlets.length && el('p', { class: 'leftout' }, `And ${number(counts.outlets - run.outlets.length)} more, in documents.csv.`));
  bodyOf('read').append(...[
    tiles,
    chart && el('figure', { class: 'time' }, chart,
      el('figcaption', {}, el('span', {}, dated(axis.labels[0])), el('span', {}, `articles by ${axis.name}${counts.undated ? `; ${number(counts.undated)} without a date` : ''}`), el('span', {}, dated(axis.labels[axis.labels.length - 1])))),
    skippedInputs(), outlets, omissions(),
  ].filter(Boolean));
}

function bar(share, kind) {
  const inner = el('span', { class: kind || '' });
  inner.style.width = `${Math.max(0.5, share * 100)}%`;
  return el('span', { class: 'bar', 'aria-hidden': 'true' }, inner);
}

function drawSpeakers() {
  const body = bodyOf('speakers');
  if (!run.speakers.length) {
    body.append(el('p', { class: 'empty' }, 'No quotation was attributed to anybody with a name.'));
    return;
  }
  const most = entities[run.speakers[0].entity].quotes;
  const rows = run.speakers.map((speaker) => {
    const entity = entities[speaker.entity];
    const line = timeline(speaker.days, 16, `Quotations of ${entity.name}`);
    const about = speaker.about.map(([at, count]) => el('li', {}, el('button', {
      type: 'button', class: 'chip', title: 'Show these quotations', onclick: () => show.quotations({ speaker: entity.name, about: entities[at].name }),
    }, named(at), ' ', el('b', {}, number(count)))));
    return el('li', { class: 'speaker' },
      el('div', { class: 'who' }, speakerButton(speaker.entity), entity.description && alone(entity.description, { class: 'note' })),
      el('div', { class: 'much' }, el('b', {}, number(entity.quotes)), bar(entity.quotes / most, entity.kind),
        el('small', {}, `${counted(entity.quoted_words, 'word')}; named in ${counted(entity.documents, 'article')}`)),
      line && el('div', { class: 'when' }, line),
      el('div', { class: 'about' }, about.length ? [el('span', { class: 'note' }, 'names'), el('ul', { class: 'chips' }, about)] : el('span', { class: 'note' }, 'names nobody in quotation marks')));
  });
  body.append(el('ol', { class: axis && axis.labels.length > 1 ? 'speakers dated' : 'speakers' }, rows),
    el('p', { class: 'note' }, 'The number is of quotations attributed to the speaker. Choose a name to read them, or a name beside it to read those that name it.'));
}
