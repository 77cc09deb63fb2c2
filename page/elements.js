'use strict';
// Elements made of data. Text gets in as text nodes only, and a link leads to the web or nowhere.

const SVG = 'http://www.w3.org/2000/svg';
const KINDS = {
  person: { one: 'person', many: 'people', title: 'People', shape: '●' },
  place: { one: 'place', many: 'places', title: 'Places', shape: '■' },
  organisation: { one: 'organisation', many: 'organisations', title: 'Organisations', shape: '◆' },
};

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** An element. Attributes that begin with "on" are listeners; addresses go through link() instead. */
function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Text that may run from right to left or hold marks that turn what stands beside it: kept to itself. */
function alone(text, attributes) {
  return el('bdi', attributes, text);
}

/** A link, if the address is one of the web; the words alone otherwise. */
function link(address, words) {
  let url = null;
  try { url = new URL(address); } catch { /* no address at all */ }
  if (!url || !['http:', 'https:'].includes(url.protocol) || !/^https?:\/\//i.test(address)) return alone(words);
  return el('a', { href: url.href, rel: 'noopener noreferrer nofollow', target: '_blank' }, alone(words));
}

const grouped = new Intl.NumberFormat('en');
const number = (value) => grouped.format(value);
const counted = (value, one, many) => `${number(value)} ${value === 1 ? one : many || one + 's'}`;

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** "28 March 2022" of "2022-03-28", "March 2022" of "2022-03"; anything else as it is. */
function dated(day) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(day || '');
  if (!found) return day || '';
  const month = found[2] ? MONTHS[Number(found[2]) - 1] + ' ' : '';
  return `${found[3] ? Number(found[3]) + ' ' : ''}${month}${Number(found[1])}`;
}

function period(first, last) {
  if (!first) return '';
  return first === last ? dated(first) : `${dated(first)} – ${dated(last)}`;
}

/** Says something to those who hear the page. */
function say(text) {
  document.getElementById('status').textContent = text;
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');
function go(node) {
  node.scrollIntoView({ behavior: calm.matches ? 'auto' : 'smooth', block: 'start' });
}

/** Letters for searching: no case, no accents. */
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Runs once the last key is a moment ago. */
function later(run) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(run, 120); };
}

let fields = 0;

/** An input under its label; the label may be words or a list of words and elements. */
function field(label, input, wide) {
  fields += 1;
  input.id = `field-${fields}`;
  return el('div', { class: wide ? 'field wide' : 'field' }, el('label', { for: input.id }, label), input);
}

/** Shows `items` in steps: a list that grows by `step` with a button under it. */
function growing(holder, step, make, what) {
  const more = el('button', { type: 'button', class: 'more', onclick: () => add(step) });
  let items = [];
  let shown = 0;
  function add(count) {
    const before = shown;
    shown = Math.min(items.length, shown + count);
    holder.append(...items.slice(before, shown).map(make).flat());
    more.hidden = shown >= items.length;
    more.textContent = `Show ${number(Math.min(step, items.length - shown))} more of ${counted(items.length, what)}`;
  }
  return {
    more,
    show(list) {
      items = list;
      shown = 0;
      holder.replaceChildren();
      add(step);
    },
    /** Makes sure that an item stands there. */
    reach(item) {
      const place = items.indexOf(item);
      if (place >= shown) add(place + 1 - shown);
      return place;
    },
  };
}

/** Puts words on the clipboard, whatever the browser allows a local file. */
async function copy(text, button) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const area = el('textarea', { class: 'unseen', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand('copy');
    area.remove();
    button.focus();
  }
  const before = button.dataset.label || button.textContent;
  button.dataset.label = before;
  button.textContent = done ? 'Copied' : 'Select and copy by hand';
  say(button.textContent);
  setTimeout(() => { button.textContent = before; }, 1600);
}
