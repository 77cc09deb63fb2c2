// Articles: names by kind, and each quotation joined to its speaker.

function drawArticles() {
  const body = bodyOf('articles');
  const readable = documents.filter((article) => article.paragraphs);
  if (!readable.length) {
    body.append(el('p', { class: 'empty' }, 'There is no article to read.'));
    return;
  }
  const search = el('input', { type: 'search', autocomplete: 'off', placeholder: 'Headline, outlet, date, words' });
  const holder = el('ul', { class: 'shelf' });
  const view = el('article', { class: 'reader', tabindex: '-1', 'aria-label': 'The article' });
  const list = growing(holder, 40, (article) => [shelfItem(article)], 'article');
  const nothing = el('p', { class: 'empty', hidden: true }, 'No article matches.');
  readable.forEach((article) => {
    const words = article.paragraphs.flatMap(([, runs]) => runs.map((part) => (typeof part === 'string' ? part : part[0])));
    article.search = plain([article.title, article.outlet || '', article.date || '', words.join('')].join(' '));
  });
  let current = null;

  function shelfItem(article) {
    const button = el('button', { type: 'button', class: 'pick', onclick: () => { open(article); view.focus({ preventScroll: true }); if (narrow.matches) go(view); } },
      titled(article), el('span', { class: 'note' }, origin(article), origin(article).length ? ' · ' : '', counted(article.quotes.length + article.more_quotes, 'quotation')));
    if (article === current) button.setAttribute('aria-current', 'true');
    article.button = button;
    return el('li', {}, button);
  }
  function open(article) {
    current = article;
    list.reach(article);
    for (const button of holder.querySelectorAll('button')) button.removeAttribute('aria-current');
    if (article.button) article.button.setAttribute('aria-current', 'true');
    view.replaceChildren(...reader(article));
    view.scrollTop = 0;
  }
  function update() {
    const words = plain(search.value.trim());
    const found = readable.filter((article) => !words || article.search.includes(words));
    nothing.hidden = found.length > 0;
    list.show(found);
  }
  search.addEventListener('input', later(update));
  show.article = (article, quote) => {
    search.value = '';
    update();
    open(article);
    go(document.getElementById('articles'));
    view.focus({ preventScroll: true });
    const words = quote && view.querySelector(`[data-quote="${quote.index}"]`);
    if (words) {
      words.click();
      words.scrollIntoView({ behavior: 'auto', block: 'center' });
    }
  };
  const note = leftOut('articles', 'article', 'Those with most attributed quotations are here, each wording once.');
  body.append(el('div', { class: 'controls' }, field('Find an article', search), legend()),
    el('div', { class: 'desk' }, el('div', { class: 'shelves' }, holder, nothing, list.more), view), ...(note ? [note] : []));
  update();
  open(readable.reduce((best, article) => (article.quotes.length > best.quotes.length ? article : best)));
}

const narrow = matchMedia('(max-width: 52rem)');

function legend() {
  return el('p', { class: 'legend' }, Object.entries(KINDS).map(([kind, { one }]) => el('span', { class: `name ${kind}` }, shape(kind), one)),
    el('span', { class: 'said sample' }, 'quotation'), el('span', { class: 'said unsaid sample' }, 'speaker unknown'));
}

/** The text of an article. Whoever is pointed at or focused has all their words lit; a click keeps them lit. */
function reader(article) {
  const lit = new Map();
  const join = (key, node) => { if (!lit.has(key)) lit.set(key, []); lit.get(key).push(node); };
  const why = el('div', { class: 'explained', role: 'status' });
  let kept = null;
  function light(keys, on) {
    for (const key of keys) for (const node of lit.get(key) || []) node.classList.toggle('lit', on);
  }
  function watch(node, keys) {
    const off = () => { light(keys, false); if (kept) light(kept, true); };
    const on = () => { if (kept) light(kept, false); light(keys, true); };
    node.addEventListener('pointerenter', on);
    node.addEventListener('pointerleave', off);
    node.addEventListener('focus', on);
    node.addEventListener('blur', off);
  }
  function keep(keys) {
    if (kept) light(kept, false);
    kept = kept && keys && kept.join() === keys.join() ? null : keys;
    if (kept) light(kept, true);
    for (const button of chips.children) button.setAttribute('aria-pressed', String(Boolean(kept) && kept.includes(button.dataset.key)));
  }
  const tally = new Map();
  for (const quote of article.quotes) {
    speakersOf(quote).forEach((key, at) => {
      const held = tally.get(key) || { count: 0, entity: quote.speakers.length ? quote.speakers[at] : null, words: quote.source };
      held.count += 1;
      tally.set(key, held);
    });
  }
  const speakerName = ({ entity, words }) => (entity === null ? alone(words, { class: 'nameless' }) : named(entity));
  const chips = el('div', { class: 'chips speakers-here', role: 'group', 'aria-label': 'Speakers of this article' },
    [...tally].sort((a, b) => b[1].count - a[1].count).map(([key, held]) => {
      const button = el('button', { type: 'button', class: 'chip', 'data-key': key, 'aria-pressed': 'false', onclick: () => keep([key]) }, speakerName(held), ' ', el('b', {}, number(held.count)));
      watch(button, [key]);
      join(key, button);
      return button;
    }));
  function explain(quote) {
    why.replaceChildren(el('p', {}, el('b', {}, quote.said ? 'Said by ' : 'Speaker unknown'), quote.said ? sayer(quote) : ''), reason(quote));
  }
  function paragraph([zone, runs]) {
    const margin = el('div', { class: 'margin' });
    const text = el(zone === 'headline' ? 'h4' : 'p', { class: `zone-${zone}`, dir: 'auto' });
    const beside = new Set();
    let said = null;
    let last = -1;
    for (const part of runs) {
      const [words, mention = -1, at = -1, source = -1, cue = -1] = typeof part === 'string' ? [part] : part;
      let node = document.createTextNode(words);
      if (mention >= 0) {
        const [entity, basis, rule] = article.mentions[mention];
        const { kind, name } = entities[entity];
        node = el('mark', { class: kind, title: `${name}: ${KINDS[kind].one}, ${basis}, ${rule}` }, node);
        join(`e${entity}`, node);
      }
      if (source >= 0 || cue >= 0) {
        node = el('span', { class: source >= 0 ? 'source' : 'cue' }, node);
        for (const key of speakersOf(article.quotes[source >= 0 ? source : cue])) join(key, node);
      }
      if (at < 0) {
        text.append(node);
        last = -1;
        continue;
      }
      if (at !== last) {
        const quote = article.quotes[at];
        const keys = speakersOf(quote);
        said = el('span', { class: quote.said ? 'said' : 'said unsaid', 'data-quote': at, onclick: () => { keep(keys.length ? keys : null); explain(quote); } });
        watch(said, keys);
        for (const key of keys) {
          join(key, said);
          if (beside.has(key)) continue;
          beside.add(key);
          const button = el('button', { type: 'button', class: 'plain', onclick: () => { keep([key]); explain(quote); } }, speakerName(tally.get(key)));
          watch(button, [key]);
          join(key, button);
          margin.append(button);
        }
        if (!quote.said && !beside.has('?')) {
          beside.add('?');
          margin.append(el('button', { type: 'button', class: 'plain nobody', onclick: () => { keep(null); explain(quote); } }, 'unknown'));
        }
        text.append(said);
      }
      last = at;
      said.append(node);
    }
    return el('div', { class: 'para' }, margin, text);
  }
  const where = origin(article);
  return [
    el('header', {}, el('h3', {}, link(article.url || '', article.title)),
      el('p', { class: 'note' }, where, where.length ? ' · ' : '', counted(article.words, 'word'), ' · ', el('code', {}, alone(article.id)))),
    chips, ...article.paragraphs.map(paragraph),
    article.cut && el('p', { class: 'leftout' }, 'The text goes on; this page shows its beginning.'),
    article.more_quotes > 0 && el('p', { class: 'leftout' }, `${counted(article.more_quotes, 'more quotation')} of this article: in quotes.csv.`),
    why,
  ].filter(Boolean);
}
