/** One key of the language as people read it: type, unit, range, default, meaning, example. */
import type { QuantityName } from '#scenario/units';
import { quantities } from '#scenario/units';
import { escapeHtml, highlighted } from '../markdown/highlight.js';
import { slugOf } from '../markdown/render.js';
import { clearest, type Example, type Examples } from './corpus.js';
import { inline } from './excerpt.js';
import { rangeOf } from './ranges.js';
import type { KeyRecord, Language, Schema } from './schema.js';
import { defaultOf, type Kind, kindsOf, onlyQuantity, unitsOf } from './types.js';

/** Where an entry is shown: what its links need. */
export interface Place {
  readonly language: Language;
  readonly examples: Examples;
  linkTo(record: KeyRecord): string;
  fileLink(file: string): string;
  readonly unitsLink: string;
}
export interface Entry {
  readonly anchor: string;
  readonly name: string;
  readonly doc: string;
  readonly html: string;
}

/** More words than these are folded away. */
const MANY = 18;

export function entryOf(record: KeyRecord, key: string, schema: Schema, section: string, place: Place): Entry {
  const doc = meaningOf(schema);
  const anchor = `${section}-${slugOf(key)}`;
  const example = clearest(place.examples.of(record, key));
  const required = record.schema.required?.includes(key) ?? false;
  const kinds = kindsOf(schema, place.language);
  const facts = [
    ['Type', kinds.map((kind) => kindHtml(kind, place)).join(' or ')],
    ['Range', escapeHtml(rangeIn(kinds, example) ?? '')],
    ['Default', escapeHtml(required ? '' : (defaultOf(doc, onlyQuantity(kinds)) ?? ''))],
    ['Example', example === undefined ? '' : exampleHtml(key, example, place)],
  ].filter(([, html]) => html !== '');
  const html = `<div class="key" id="${anchor}"><h3><a href="#${anchor}"><code>${escapeHtml(key)}</code></a>${required ? ' <span class="needed">needed</span>' : ''}</h3>
<p>${sentence(doc)}</p><dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl></div>`;
  return { anchor, name: key, doc, html };
}

/** What the description says without the example that it ends with. */
export function meaningOf(schema: Schema): string {
  const own = schema.description ?? schema.allOf?.[0]?.description ?? '';
  return own.replace(/ (?:Keys: |One of ).*$/s, '').replace(/(?: (?:An? [^.]*|Two bounds), for example| For example) .*$/s, '');
}

function sentence(doc: string): string {
  if (doc === '') return '';
  const capital = doc[0]?.toUpperCase() + doc.slice(1);
  const whole = /[.?!)]$/.test(capital) ? capital : `${capital}.`;
  return escapeHtml(whole).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

export function rangeIn(kinds: readonly Kind[], example: Example | undefined): string | undefined {
  const whole = kinds.find((kind) => kind.kind === 'whole');
  if (whole?.range) return whole.range;
  const quantity = onlyQuantity(kinds);
  return example === undefined || quantity === undefined ? undefined : rangeOf(example, quantity);
}

function kindHtml(kind: Kind, place: Place): string {
  const several = (kinds: readonly Kind[]): string => kinds.map((each) => kindHtml(each, place)).join(' or ');
  switch (kind.kind) {
    case 'quantity':
      return quantityHtml(kind.quantity, place);
    case 'words':
      return wordsHtml(kind.words);
    case 'any':
      return 'any quantity, or a word';
    case 'text':
      return 'text';
    case 'whole':
      return 'whole number';
    case 'list':
      return `list of ${kind.count === '' ? '' : `${kind.count} times `}${several(kind.of) || 'values'}`;
    case 'named':
      return `map from names to ${several(kind.of)}`;
    case 'record':
      return `<a href="${place.linkTo(kind.record)}">${escapeHtml(shortly(kind.record.about))}</a>`;
  }
}

/** The first clause of a description. */
function shortly(about: string): string {
  return about.split(/[;:,.]/)[0]?.trim() || 'map';
}

function quantityHtml(quantity: QuantityName, place: Place): string {
  const units = unitsOf(quantity);
  const written = units.length === 0 ? '' : ` in ${units.map((unit) => `<code>${escapeHtml(unit)}</code>`).join(', ')}`;
  return `<a href="${place.unitsLink}">${quantities[quantity].name}</a>${written}`;
}

function wordsHtml(words: readonly string[]): string {
  const all = words.map((word) => `<code>${escapeHtml(word)}</code>`);
  if (all.length <= MANY) return all.join(', ');
  return `<details class="words"><summary>one of ${all.length} words</summary>${all.join(', ')}</details>`;
}

function exampleHtml(key: string, example: Example, place: Place): string {
  const code = highlighted(inline(key, example.value), 'yaml');
  return `<code class="sample">${code}</code> <a class="from" href="${place.fileLink(example.file)}" aria-label="from ${escapeHtml(example.file)}">${escapeHtml(example.file.split('/').at(-1) ?? '')}</a>`;
}
