// The run: its data, and the ways from one part of the page to another.

const run = JSON.parse(document.getElementById('data').textContent);
const { entities, documents, counts, shown } = run;
entities.forEach((entity, place) => {
  entity.place = place;
  entity.search = plain([entity.name, ...entity.forms, entity.description || ''].join(' '));
});

/** All quotations of the page, in the order of their articles. */
const quotes = documents.flatMap((article, place) => {
  article.place = place;
  return article.quotes.map((quote, index) => Object.assign(quote, { article, index }));
});
quotes.forEach((quote, place) => {
  quote.place = place;
  quote.said = quote.sieve !== '';
  quote.speaker = quote.said ? (quote.speakers.length ? quote.speakers.map((at) => entities[at].name).join(', ') : quote.source) : '';
  quote.search = plain(`${quote.words} ${quote.speaker} ${quote.article.title}`);
});
const documentOf = new Map(documents.map((article) => [article.id, article]));
const nodeOf = new Map(run.nodes.map((node, place) => [node.entity, place]));

/** Filled in by the parts: quotations({speaker, about}), article(document, quote), node(entity). */
const show = {};

/** The key under which the words of one speaker are found in an article. */
function speakersOf(quote) {
  if (!quote.said) return [];
  return quote.speakers.length ? quote.speakers.map((at) => `e${at}`) : [`w${plain(quote.source)}`];
}

function shape(kind) {
  return el('span', { class: `shape ${kind}`, 'aria-hidden': 'true' }, KINDS[kind].shape);
}

/** A name with the shape and colour of its kind. */
function named(at) {
  const entity = entities[at];
  return el('span', { class: `name ${entity.kind}` }, shape(entity.kind), alone(entity.name));
}

function titled(article) {
  return alone(article.title, { class: 'title' });
}

/** "12 March 2022 · The Courier" */
function origin(article) {
  const parts = [article.date && dated(article.date), article.outlet && alone(article.outlet)].filter(Boolean);
  return parts.flatMap((part, at) => (at ? [' · ', part] : [part]));
}

const REASONS = {
  'after, verb first': 'a clause right after the quotation, verb first (“…,” said X)',
  'after, subject first': 'a clause right after the quotation (“…,” X said)',
  'after, open verb': 'a clause right after the quotation, with a verb that may report speech',
  'passive': 'the agent of a passive (“…” was how X put it)',
  'words of': 'a phrase such as “in the words of X”',
  'before': 'a clause before the quotation (X said, “…”)',
  'colon': 'a name before a colon (X: “…”)',
  'signature': 'a name signed after the quotation (“…” — X)',
  'later clause': 'a clause later in the sentence (the “…” would follow, X said)',
  'continued': 'a quotation that goes on over paragraphs',
  'same paragraph': 'the speaker of the quotation before it in the paragraph',
  'later in paragraph': 'the speaker of a quotation later in the paragraph',
  'previous sentence': 'the subject of the sentence before',
  'previous paragraph\'s quotation': 'the speaker of the paragraph before',
  'previous paragraph\'s report': 'who speaks in the paragraph before',
  'previous paragraph\'s subject': 'the subject of the paragraph before',
  'last speaker': 'the last speaker of the article',
};

/** Why we think that the speaker said it. */
function reason(quote) {
  if (!quote.said) {
    return el('p', {}, 'Nothing near these words names who said them, so no name is given. In quotes.csv the speaker is empty.');
  }
  const cited = (words) => alone(`“${words}”`, { class: 'cited' });
  const parts = [el('dt', {}, 'Words that name the speaker'), el('dd', {}, cited(quote.source))];
  if (quote.antecedent && quote.antecedent !== quote.source) parts.push(el('dt', {}, 'They stand for'), el('dd', {}, cited(quote.antecedent)));
  if (quote.speakers.length === 0) parts.push(el('dt', {}, 'Speaker'), el('dd', {}, 'someone without a name of their own in the text'));
  if (quote.cue) parts.push(el('dt', {}, 'Verb or mark'), el('dd', {}, cited(quote.cue)));
  parts.push(
    el('dt', {}, 'Rule'), el('dd', {}, `${quote.sieve}${REASONS[quote.sieve] ? ': ' + REASONS[quote.sieve] : ''}`),
    el('dt', {}, 'Confidence'), el('dd', {}, `this rule names the right words about ${quote.confidence} times in 100`),
  );
  return el('dl', { class: 'reason' }, parts);
}

/** A button that says who it is about and leads to their quotations. */
function speakerButton(at) {
  return el('button', { type: 'button', class: 'plain', title: 'Show these quotations', onclick: () => show.quotations({ speaker: entities[at].name }) }, named(at));
}

function bodyOf(section) {
  return document.querySelector(`#${section} > .body`);
}

/** "Shown are 5,000 of 61,200" where something is left out. */
function leftOut(what, words, where) {
  const [here, all] = shown[what];
  if (here >= all) return null;
  return el('p', { class: 'leftout' }, `Shown: ${number(here)} of ${counted(all, words)}. ${where}`);
}
