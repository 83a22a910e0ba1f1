/** A JSON document, harmed: its values, its keys, or its text. */
import type { RandomStream } from '#core/random';
import { HOSTILE_VALUES } from './hostile.js';
import { harmed } from './mutate-text.js';

type Owner = Record<string, unknown>;
interface Place {
  readonly owner: Owner;
  readonly key: string;
}

/** One to three places changed; one in four has its text harmed as well. */
export function harmedJson(document: unknown, random: RandomStream): string {
  const copy = JSON.parse(JSON.stringify({ document })) as Owner;
  for (let i = 0; i <= random.index(3); i++) {
    const places = placesIn(copy);
    if (places.length > 0) harmPlace(random.pick(places), random);
  }
  let text = deep(JSON.stringify(copy.document) ?? 'undefined', random);
  if (random.chance(0.1)) text = withProto(text, random);
  if (random.chance(0.05)) text = text.replace(/:\s*\d+/, ':1e999');
  return random.chance(0.25) ? harmed(text, random, 'text') : text;
}

function placesIn(root: Owner): readonly Place[] {
  const found: Place[] = [];
  const look = (owner: Owner): void => {
    for (const key of Object.keys(owner)) {
      found.push({ owner, key });
      const value = owner[key];
      if (typeof value === 'object' && value !== null) look(value as Owner);
    }
  };
  look(root);
  return found;
}

function harmPlace({ owner, key }: Place, random: RandomStream): void {
  const value = owner[key];
  const way = random.index(8);
  if (way === 0) delete owner[key];
  else if (way === 1) owner[random.pick(['extra', 'constructor', 'toString', key.toUpperCase(), `${key} `])] = value;
  else if (way === 2 && Array.isArray(value)) value.push(...value.slice(0, 50));
  else if (way === 3 && Array.isArray(value)) value.reverse();
  else if (way === 4 && typeof value === 'number')
    owner[key] = random.pick([-value, value + 1, value * 1e6, value / 3, String(value)]);
  else if (way === 5 && typeof value === 'string') owner[key] = harmed(value, random, 'yaml');
  else if (way === 6) owner[key] = DEEP;
  else owner[key] = structuredClone(random.pick(HOSTILE_VALUES));
}

/** Stands where text nests deep: as an object it could not be written down. */
const DEEP = '@deep@';

function deep(text: string, random: RandomStream): string {
  return text.replaceAll(`"${DEEP}"`, () => {
    const levels = random.chance(0.3) ? 50_000 : random.index(60);
    const [open, close] = random.pick([
      ['[', ']'],
      ['{"a":', '}'],
    ]);
    return `${open.repeat(levels)}1${close.repeat(levels)}`;
  });
}

/** A key that only text can bring: as a literal it would be the object's prototype. */
function withProto(text: string, random: RandomStream): string {
  const braces = [...text.matchAll(/\{/g)];
  if (braces.length === 0) return text;
  const at = random.pick(braces).index + 1;
  const rest = text[at] === '}' ? '' : ',';
  return `${text.slice(0, at)}"__proto__":{"polluted":1}${rest}${text.slice(at)}`;
}
