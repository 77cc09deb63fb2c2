// Quotations: who said what, where, and why we think so.

function drawQuotations() {
  const body = bodyOf('quotations');
  if (!quotes.length) {
    body.append(el('p', { class: 'empty' }, 'There is no quotation in these articles.'));
    return;
  }
  const search = el('input', { type: 'search', autocomplete: 'off', placeholder: 'Words, speaker, headline' });
  const names = (list) => [...new Set(list)].sort((a, b) => (plain(a) < plain(b) ? -1 : 1));
  const choice = (id, list) => el('datalist', { id }, names(list).slice(0, 2000).map((name) => el('option', { value: name })));
  const speaker = el('input', { type: 'search', list: 'speaker-names', autocomplete: 'off', placeholder: 'Anybody' });
  const about = el('input', { type: 'search', list: 'about-names', autocomplete: 'off', placeholder: 'Anything' });
  const options = (pairs) => pairs.map(([value, words]) => el('option', { value }, words));
  const which = el('select', {}, options([['all', 'All'], ['said', 'With a speaker'], ['named', 'With a named speaker'], ['unsaid', 'Without a speaker']]));
  const kind = el('select', {}, options([['', 'All'], ['direct', 'Whole utterances'], ['mixed', 'Fragments'], ['turn', 'Turns of transcripts']]));
  const least = el('input', { type: 'range', min: '0', max: '95', step: '5', value: '0' });
  const leastShown = el('output', {}, 'any');
  const tally = el('p', { class: 'tally', role: 'status' });
  const holder = el('ol', { class: 'quotes' });
  const list = growing(holder, 15, (quote) => [quoteItem(quote)], 'quotation');
  const clear = el('button', { type: 'button', onclick: () => { reset(); update(); } }, 'Clear');

  function reset() {
    for (const input of [search, speaker, about]) input.value = '';
    which.value = 'all';
    kind.value = '';
    least.value = '0';
  }
  function update() {
    const words = plain(search.value.trim());
    const by = plain(speaker.value.trim());
    const of = plain(about.value.trim());
    const share = Number(least.value);
    leastShown.textContent = share ? `${share} in 100` : 'any';
    const found = quotes.filter((quote) => (!words || quote.search.includes(words))
      && (!by || (quote.said && plain(quote.speaker).includes(by)))
      && (!of || quote.about.some((at) => plain(entities[at].name).includes(of)))
      && (which.value === 'all' || (which.value === 'unsaid' ? !quote.said : which.value === 'said' ? quote.said : quote.speakers.length > 0))
      && (!kind.value || quote.kind === kind.value)
      && (!share || (quote.said && quote.confidence >= share)));
    tally.textContent = found.length === quotes.length ? counted(quotes.length, 'quotation') : `${number(found.length)} of ${counted(quotes.length, 'quotation')}`;
    clear.hidden = found.length === quotes.length;
    list.show(found);
  }
  for (const input of [search, speaker, about]) input.addEventListener('input', later(update));
  for (const input of [which, kind, least]) input.addEventListener('input', update);
  show.quotations = (wanted) => {
    reset();
    speaker.value = wanted.speaker || '';
    about.value = wanted.about || '';
    update();
    go(document.getElementById('quotations'));
    speaker.focus({ preventScroll: true });
  };
  const note = leftOut('quotes', 'quotation', 'They are from the articles that have most; quotes.csv holds all.');
  body.append(
    el('div', { class: 'controls' }, field('Search', search), field('Said by', speaker), field('Naming', about), field('Speaker', which), field('Form', kind),
      field(['Confidence at least: ', leastShown], least), clear),
    choice('speaker-names', quotes.filter((quote) => quote.said).map((quote) => quote.speaker)),
    choice('about-names', quotes.flatMap((quote) => quote.about.map((at) => entities[at].name))),
    tally, holder, list.more, ...(note ? [note] : []));
  update();
}

/** Who said it: names as buttons, words without a name as they stand. */
function sayer(quote) {
  if (!quote.said) return el('span', { class: 'nobody' }, 'Speaker unknown');
  if (!quote.speakers.length) return alone(quote.source, { class: 'nameless' });
  return quote.speakers.flatMap((at, place) => (place ? [', ', speakerButton(at)] : [speakerButton(at)]));
}

function quoteItem(quote) {
  const { article } = quote;
  const read = article.paragraphs && el('button', { type: 'button', class: 'quiet', onclick: () => show.article(article, quote) }, 'In the article');
  const why = el('details', { class: 'why' }, el('summary', {}, 'Why'));
  why.addEventListener('toggle', () => { if (why.open && why.childElementCount === 1) why.append(reason(quote)); });
  const about = quote.about.length > 0 && el('p', { class: 'names-in' }, 'Names ', quote.about.map((at) => [named(at), ' ']));
  return el('li', { class: quote.said ? 'quote' : 'quote unsaid' },
    el('blockquote', { dir: 'auto' }, quote.words),
    el('div', { class: 'about-quote' }, el('p', { class: 'sayer' }, sayer(quote), quote.cue && el('span', { class: 'cue' }, ' ', alone(quote.cue)), quote.kind === 'mixed' && el('span', { class: 'flag', title: 'quoted words inside a reported clause' }, 'fragment')),
    el('p', { class: 'where' }, link(article.url || '', article.title), ' ', el('span', { class: 'note' }, origin(article))),
    about, el('div', { class: 'foot' }, why, read)));
}
