// Every part of the page, clicked, typed into and tabbed through, on a run over articles.jsonl.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { PAGE, SILENT, SCRATCH, PICTURES, CHROMIUM = '/usr/bin/chromium' } = process.env;
const WIDE = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});
after(() => browser.close());

/** The page in a tab that must stay quiet: no request, no message, no error. */
async function opened(t, file = PAGE, options = WIDE) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('dialog', (dialog) => { page.complaints.push('dialog'); dialog.dismiss(); });
  page.on('popup', () => page.complaints.push('popup'));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') || request.resourceType() !== 'document') page.complaints.push(request.url());
  });
  await page.goto(`file://${file}`);
  await page.waitForSelector('html[data-ready]');
  // Whatever a test does, the page must have stayed quiet when it ends.
  t.after(async () => {
    const pwned = await page.evaluate(() => window.pwned);
    const complaints = page.complaints.filter((text) => !text.startsWith('data:,'));
    await context.close();
    assert.deepEqual([complaints, pwned], [[], undefined]);
  });
  return page;
}

const texts = (page, selector) => page.locator(selector).allInnerTexts();
const tally = (page) => page.locator('#quotations .tally').innerText();

test('the numbers stand first and what was skipped is said', async (t) => {
  const page = await opened(t);
  assert.equal(await page.title(), '13 quotations in 7 articles – whosaid');
  assert.equal(await page.locator('h1').innerText(), '13 quotations in 7 articles');
  const read = await page.locator('#read').innerText();
  assert.match(read, /1 input was skipped/);
  assert.match(read, /empty\.txt/);
  assert.doesNotMatch(read, new RegExp(SCRATCH), 'where the files lie is nobody’s business');
  assert.equal(await page.locator('#read svg.timeline rect').count(), 9, 'a bar for each day from the 4th to the 12th');
  const order = await page.locator('main > section').evaluateAll((sections) => sections.map((section) => section.id));
  assert.deepEqual(order, ['read', 'speakers', 'names', 'quotations', 'articles', 'graph', 'unknown', 'files']);
});

test('a speaker leads to the quotations, and a name beside it to those that name it', async (t) => {
  const page = await opened(t);
  assert.match((await texts(page, '.speaker'))[0], /Orla Quist\s+4/);
  await page.locator('.speaker .who button').first().click();
  assert.equal(await tally(page), '4 of 13 quotations');
  assert.deepEqual([...new Set(await texts(page, '.quote .sayer button'))].map((text) => text.trim()), ['●Orla Quist']);
  const mayor = page.locator('.speaker', { hasText: 'Dele Adeyemi' }).filter({ has: page.locator('.chip', { hasText: 'Tomas Reyl' }) });
  await mayor.locator('.chip', { hasText: 'Tomas Reyl' }).click();
  assert.equal(await tally(page), '1 of 13 quotations');
  assert.match(await page.locator('blockquote').innerText(), /shown me the pictures/);
});

test('tables change tabs, sort, filter and open', async (t) => {
  const page = await opened(t);
  await page.getByRole('tab', { name: /Places/ }).click();
  const names = () => texts(page, '#panel-place tbody tr:not(.extra) th .name bdi');
  assert.deepEqual((await names()).slice(0, 3), ['Lisbon', 'Portugal', 'Spain']);
  await page.locator('#panel-place thead button', { hasText: 'Name' }).click();
  assert.deepEqual((await names()).slice(0, 3), ['France', 'Lisbon', 'Madrid']);
  assert.equal(await page.locator('#panel-place th[aria-sort="ascending"]').innerText(), 'Name');
  await page.locator('#panel-place thead button', { hasText: 'Name' }).click();
  assert.equal((await names()).at(-1), 'France');
  await page.getByRole('tab', { name: /People/ }).click();
  await page.locator('#names input[type=search]').fill('KOWÁL');
  await page.waitForFunction(() => document.querySelectorAll('#panel-person tbody tr:not(.extra)').length === 1);
  const row = page.locator('#panel-person tbody tr:not(.extra) button').first();
  await row.click();
  assert.equal(await row.getAttribute('aria-expanded'), 'true');
  assert.match(await page.locator('#panel-person .extra').innerText(), /person:marta-kowalczyk/);
  await page.locator('#panel-person .extra button', { hasText: 'In the graph' }).click();
  assert.match(await page.locator('.ties h3').innerText(), /Marta Kowalczyk/);
  await page.locator('#names input[type=search]').fill('');
  await page.locator('#names input[type=checkbox]').check();
  assert.match(await page.getByRole('tab', { name: /Places/ }).innerText(), /2 of 7/);
});

test('quotations filter by words, speaker, name, form, confidence and by having nobody', async (t) => {
  const page = await opened(t);
  assert.equal(await tally(page), '13 quotations');
  const controls = page.locator('#quotations .controls');
  const choose = async (label, value, expected) => {
    await controls.getByLabel(label, { exact: true }).selectOption(value);
    assert.equal(await tally(page), expected, `${label}: ${value}`);
  };
  await choose('Speaker', 'unsaid', '1 of 13 quotations');
  assert.match(await page.locator('.quote.unsaid').innerText(), /Speaker unknown/);
  await choose('Speaker', 'named', '11 of 13 quotations');
  await choose('Speaker', 'all', '13 quotations');
  await choose('Form', 'mixed', '1 of 13 quotations');
  assert.match(await page.locator('.quote').innerText(), /A spokesman for the town/);
  await controls.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await tally(page), '13 quotations');
  await controls.getByLabel('Search').fill('divers nobody');
  await page.waitForFunction(() => document.querySelector('.tally').textContent === '0 of 13 quotations');
  await controls.getByLabel('Search').fill('SEASON');
  await page.waitForFunction(() => document.querySelector('.tally').textContent === '1 of 13 quotations');
  await page.locator('.quote summary').click();
  const why = await page.locator('.quote .reason').innerText();
  assert.match(why, /“Marta Kowalczyk”/);
  assert.match(why, /after, verb first/);
  assert.match(why, /times in 100/);
  await controls.getByRole('button', { name: 'Clear' }).click();
  await controls.locator('input[type=range]').fill('95');
  assert.match(await tally(page), /^\d+ of 13 quotations$/);
});

test('in an article all words of a speaker light up together', async (t) => {
  const page = await opened(t);
  await page.locator('.pick', { hasText: 'Harbour bridge to close' }).click();
  const reader = page.locator('.reader');
  assert.match(await reader.locator('h3').innerText(), /Harbour bridge to close until spring/);
  assert.equal(await reader.locator('h3 a').getAttribute('href'), 'https://example.org/harbour-1');
  const text = (await texts(page, '.reader .para p')).join(' ');
  assert.match(text, /“I know what this bridge means to the market,” he said\. “But Tomas Reyl has shown me the pictures\.”/);
  const kinds = await reader.locator('mark').evaluateAll((marks) => [...new Set(marks.map((mark) => mark.className.split(' ')[0]))].sort());
  assert.deepEqual(kinds, ['organisation', 'person', 'place']);
  const lit = () => reader.locator('.said.lit').allInnerTexts();
  assert.deepEqual(await lit(), []);
  const mayor = reader.locator('.margin button', { hasText: 'Dele Adeyemi' });
  await mayor.hover();
  assert.deepEqual(await lit(), ['“I know what this bridge means to the market,”', '“But Tomas Reyl has shown me the pictures.”']);
  assert.ok((await reader.locator('mark.lit').count()) >= 2, 'the name lights up too');
  assert.equal(await reader.locator('.source.lit').innerText(), 'he');
  await page.mouse.move(0, 0);
  assert.deepEqual(await lit(), []);
  await mayor.focus();
  assert.equal((await lit()).length, 2, 'focus does what pointing does');
  await mayor.press('Enter');
  assert.match(await reader.locator('.explained').innerText(), /Said by ●\s*Dele Adeyemi/);
  await reader.locator('.speakers-here .chip', { hasText: 'Tomas Reyl' }).click();
  await page.mouse.move(0, 0);
  await page.locator('#articles input').focus();
  assert.deepEqual(await lit(), ['“We found cracks in two of the four piers,”', '“Nobody should drive over it now.”']);
  await page.locator('#articles input').fill('no name stood');
  await page.waitForFunction(() => document.querySelectorAll('.pick').length === 1);
});

test('a quotation leads into its article', async (t) => {
  const page = await opened(t);
  await page.locator('.quote', { hasText: 'cracks in two' }).getByRole('button', { name: 'In the article' }).click();
  assert.match(await page.locator('.reader h3').innerText(), /Harbour bridge to close/);
  assert.match(await page.locator('.explained').innerText(), /Tomas Reyl/);
});

test('the graph answers a click, a search, a slider and the keyboard', async (t) => {
  const page = await opened(t);
  const canvas = page.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('canvas').dataset.painted);
  await page.waitForTimeout(100);
  const clickOn = async (name) => {
    const [x, y] = await canvas.evaluate((node, name) => node.whereIs(name), name);
    await canvas.click({ position: { x, y } });
  };
  await clickOn('Lisbon');
  const panel = page.locator('.ties');
  assert.match(await panel.locator('h3').innerText(), /Lisbon/);
  assert.match(await panel.innerText(), /3 articles/);
  assert.match((await texts(page, '.ties .evidence')).join(' '), /“[^”]*Lisbon/);
  await panel.locator('li button.plain', { hasText: 'Dele Adeyemi' }).first().click();
  assert.match(await panel.locator('h3').innerText(), /Dele Adeyemi/);
  await page.locator('#graph').getByLabel('Find', { exact: true }).fill('Tomas Reyl');
  await page.waitForFunction(() => /Tomas Reyl/.test(document.querySelector('.ties h3').textContent));
  const painted = () => canvas.evaluate((node) => Number(node.dataset.painted));
  const slider = page.locator('#graph input[type=range]');
  const before = await painted();
  await slider.fill('2');
  assert.match(await page.locator('#graph .field.wide').innerText(), /3 articles or more: \d names, 4 ties/);
  await page.waitForFunction((before) => Number(document.querySelector('canvas').dataset.painted) > before, before);
  await slider.fill('0');
  await canvas.focus();
  const place = () => canvas.evaluate((node) => node.whereIs('Lisbon'));
  const [x] = await place();
  await page.keyboard.press('ArrowRight');
  assert.equal(Math.round((await place())[0] - x), -60);
  await page.keyboard.press('+');
  await page.keyboard.press('0');
  await page.keyboard.press('Escape');
  assert.match(await panel.innerText(), /Choose a name/);
  await page.keyboard.press('n');
  assert.match(await panel.locator('h3').innerText(), /Lisbon/, 'the most named comes first');
  await page.keyboard.press('n');
  assert.doesNotMatch(await panel.locator('h3').innerText(), /Lisbon/);
  await page.locator('#graph select').selectOption('kind');
});

test('the ties are also a list', async (t) => {
  const page = await opened(t);
  await page.locator('.alltied summary').click();
  assert.equal(await page.locator('.tielist tbody tr').count(), 25);
  await page.locator('.alltied button.more').click();
  assert.equal(await page.locator('.tielist tbody tr').count(), 28);
  await page.locator('.alltied input').fill('quist');
  await page.waitForFunction(() => document.querySelectorAll('.tielist tbody tr').length < 25);
  await page.locator('.tielist button.plain').first().click();
  assert.ok(await page.locator('.ties h3').innerText());
});

test('unknown names come with the row to copy', async (t) => {
  const page = await opened(t, PAGE, { ...WIDE, permissions: ['clipboard-read', 'clipboard-write'] });
  assert.match(await page.locator('#unknown tbody tr').first().innerText(), /Tomas Reyl/);
  await page.locator('#unknown tbody button').first().click();
  await page.waitForFunction(() => /Copied/.test(document.querySelector('#unknown tbody button').textContent));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'Tomas Reyl,person,,,,m,,');
});

test('the files are named with the programs that open them', async (t) => {
  const page = await opened(t);
  const words = await page.locator('#files').innerText();
  for (const word of ['graph.gexf', 'quotes.csv', 'Gephi', 'Excel', 'Datasette', 'Neo4j']) assert.ok(words.includes(word), word);
});

test('hostile articles are shown as they are and do nothing', async (t) => {
  const page = await opened(t);
  await page.locator('.pick', { hasText: '<img src=x' }).click();
  const reader = page.locator('.reader');
  assert.match(await reader.innerText(), /<\/script><script>window\.pwned = 1<\/script>/);
  assert.equal(await reader.locator('h3 a').count(), 0, 'a script is no address');
  assert.equal(await page.locator('main img, main script, main b[onmouseover], main iframe').count(), 0);
  await page.locator('.pick', { hasText: 'data: and vbscript' }).click();
  assert.equal(await reader.locator('h3 a').count(), 0);
  await page.locator('.pick', { hasText: 'Turned round' }).click();
  assert.match(await reader.locator('h3 a').getAttribute('href'), /^https:\/\/example\.org\//);
  assert.equal(await reader.locator('h3 a').getAttribute('onclick'), null);
  const addresses = await page.locator('main a').evaluateAll((links) => links.map((link) => link.protocol));
  assert.ok(addresses.every((protocol) => ['http:', 'https:'].includes(protocol)), addresses.join());
  // Marks that turn the direction stay inside the title: what follows it still runs from left to right.
  const turned = await page.locator('.pick', { hasText: 'Turned round' }).locator('bdi').first().evaluate((node) => getComputedStyle(node).unicodeBidi);
  assert.match(turned, /isolate/);
});

test('the policy stops what the page did not bring along', async (t) => {
  const page = await opened(t);
  const blocked = await page.evaluate(() => new Promise((done) => {
    document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective));
    const script = document.createElement('script');
    script.textContent = 'window.pwned = 99';
    document.body.append(script);
    setTimeout(() => done('nothing was stopped'), 1000);
  }));
  assert.match(blocked, /script-src/);
  page.complaints.length = 0;
});

test('a keyboard alone is enough', async (t) => {
  const page = await opened(t);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  const met = new Set();
  for (let count = 0; count < 400; count += 1) {
    await page.keyboard.press('Tab');
    const where = await page.evaluate(() => {
      const node = document.activeElement;
      const box = node.getBoundingClientRect();
      const outline = getComputedStyle(node).outlineStyle;
      return { section: node.closest('section')?.id || '', tag: node.tagName, seen: box.width > 0 && box.height > 0, outline, named: Boolean(node.innerText || node.ariaLabel || node.labels?.length || node.closest('label')) };
    });
    if (where.tag === 'BODY') break;
    assert.ok(where.seen && where.outline !== 'none' && where.named, JSON.stringify(where));
    met.add(where.section);
  }
  for (const section of ['read', 'speakers', 'names', 'quotations', 'articles', 'graph', 'unknown']) assert.ok(met.has(section), section);
  await page.locator('[role=tab][aria-selected=true]').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('[role=tab][aria-selected=true]').getAttribute('id'), 'tab-place');
});

test('a phone shows all of it without scrolling sideways', async (t) => {
  const page = await opened(t, PAGE, PHONE);
  for (const title of await texts(page, '.pick .title')) {
    await page.locator('.pick').filter({ hasText: title.slice(0, 20) }).first().click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, title);
  }
  await page.locator('canvas').scrollIntoViewIfNeeded();
  assert.ok((await page.locator('canvas').boundingBox()).width > 300);
});

/** Contrast of the colours of text and what is behind it (WCAG 2.2). */
function contrasts() {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\)$|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const low = new Set();
  for (const node of document.querySelectorAll('main *, header *, nav *')) {
    if (!node.checkVisibility() || ![...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) continue;
    if (node.closest('svg, option, noscript')) continue;
    const [text, back] = [getComputedStyle(node).color, behind(node)].map(luminance);
    const ratio = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
    if (ratio < 4.5) low.add(`${node.tagName}.${node.className} ${ratio.toFixed(2)} ${node.textContent.slice(0, 30)}`);
  }
  return [...low];
}

for (const colorScheme of ['light', 'dark']) {
  test(`the text can be read in ${colorScheme} mode`, async (t) => {
    const page = await opened(t, PAGE, { ...WIDE, colorScheme });
    await page.locator('.reader .margin button').first().click();
    assert.deepEqual(await page.evaluate(contrasts), []);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(Number(paper.match(/\d+/)[0]) < 128, colorScheme === 'dark');
  });
}

test('printed, all tables are there and no button is', async (t) => {
  const page = await opened(t, PAGE, { ...WIDE, colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  for (const kind of ['person', 'place', 'organisation']) assert.ok(await page.locator(`#panel-${kind}`).isVisible(), kind);
  assert.equal(await page.locator('#quotations .controls').isVisible(), false);
  assert.equal(await page.locator('.contents').isVisible(), false);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
});

test('a run with nothing in it has a page that says so', async (t) => {
  const page = await opened(t, SILENT);
  assert.equal(await page.locator('h1').innerText(), '0 quotations in 1 article');
  assert.match(await page.locator('#quotations').innerText(), /There is no quotation/);
  assert.match(await page.locator('#graph').innerText(), /nothing to draw/);
});

test('two thousand names and five thousand ties stay smooth', async (t) => {
  const html = readFileSync(PAGE, 'utf8');
  const found = /(<script type="application\/json" id="data">)(.*?)(<\/script>)/s.exec(html);
  const data = JSON.parse(found[2]);
  const base = data.entities.length;
  data.nodes = [];
  data.edges = [];
  for (let at = 0; at < 2000; at += 1) {
    data.entities.push({ ...data.entities[0], id: `person:n${at}`, name: `Name ${at}`, kind: ['person', 'place', 'organisation'][at % 3], forms: [], documents: 2000 - at });
    data.nodes.push({ entity: base + at, x: Math.round(Math.cos(at) * at * 20), y: Math.round(Math.sin(at) * at * 20), degree: 5, strength: 9, community: 1 + (at % 12) });
  }
  for (let at = 0; at < 5000; at += 1) data.edges.push({ source: at % 2000, target: (at * 7 + 1 + Math.floor(at / 2000)) % 2000, weight: 1 + (at % 9), sentences: 1, documents: 1, words: 'Both are named.', document: 'harbour-1' });
  const file = `${SCRATCH}/large.html`;
  writeFileSync(file, html.replace(found[0], () => found[1] + JSON.stringify(data).replaceAll('<', '\\u003c') + found[3]));
  const page = await opened(t, file);
  const canvas = page.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  await canvas.focus();
  await page.waitForFunction(() => document.querySelector('canvas').dataset.painted);
  assert.match(await page.locator('#graph .field.wide').innerText(), /8 articles or more: .* 1,110 ties/, 'it begins with the strong ties');
  await page.locator('#graph input[type=range]').fill('0');
  assert.match(await page.locator('#graph .field.wide').innerText(), /2,000 names, 5,000 ties/);
  // The work of a frame, without waiting for the screen: what a pan and a zoom cost.
  const cost = await canvas.evaluate(async (node) => {
    const times = [];
    const first = performance.now();
    for (let round = 0; round < 20; round += 1) {
      // The page paints between these two in one frame.
      let begun = 0;
      requestAnimationFrame(() => { begun = performance.now(); });
      node.dispatchEvent(new KeyboardEvent('keydown', { key: round % 2 ? 'ArrowLeft' : '+' }));
      await new Promise((done) => requestAnimationFrame(() => { times.push(performance.now() - begun); done(); }));
    }
    return { script: times.sort((a, b) => a - b)[10], whole: (performance.now() - first) / 20 };
  });
  t.diagnostic(`${cost.script.toFixed(1)} ms of script and ${cost.whole.toFixed(1)} ms in all for a frame, drawn without a graphics card`);
  assert.ok(cost.script < 40 && cost.whole < 250, JSON.stringify(cost));
  await page.locator('#graph').getByLabel('Find', { exact: true }).fill('Name 1234');
  await page.waitForFunction(() => /Name 1234/.test(document.querySelector('.ties h3').textContent));
});

test('pictures, when a folder for them is named', { skip: !PICTURES }, async (t) => {
  for (const [name, options] of Object.entries({ light: WIDE, dark: { ...WIDE, colorScheme: 'dark' }, phone: { ...PHONE, deviceScaleFactor: 2 } })) {
    const page = await opened(t, PAGE, options);
    for (const section of ['read', 'speakers', 'names', 'quotations', 'articles', 'graph', 'unknown', 'files']) {
      await page.locator(`#${section}`).evaluate((node) => node.scrollIntoView());
      await page.waitForTimeout(150);
      await page.screenshot({ path: `${PICTURES}/${name}-${section}.png` });
    }
    if (name === 'light') await page.pdf({ path: `${PICTURES}/print.pdf`, format: 'A4' });
  }
});
