/** manifest.json as a stream of text: as indented JSON of canonical order would print it, one sample after the other. */
import type { Manifest } from '#contracts/job';
import { canonicalJson } from '#core/hash';

/** Texts are handed over in pieces of about so many characters. */
const PIECE = 1 << 16;

/** @param samples canonical JSON of each */
export async function* manifestText(
  head: Omit<Manifest, 'samples'>,
  samples: AsyncIterable<readonly string[]>,
): AsyncGenerator<string, void, undefined> {
  const names = [...Object.keys(head), 'samples'].sort();
  let text = '{';
  let before = '\n';
  for (const name of names) {
    const value = name === 'samples' ? undefined : head[name as keyof typeof head];
    if (name !== 'samples' && value === undefined) continue;
    text += `${before} ${JSON.stringify(name)}: `;
    before = ',\n';
    if (name !== 'samples') {
      text += indented(canonicalJson(value), ' ');
      continue;
    }
    let between = '[\n';
    for await (const batch of samples) {
      for (const sample of batch) {
        text += `${between}  ${indented(sample, '  ')}`;
        between = ',\n';
        if (text.length < PIECE) continue;
        yield text;
        text = '';
      }
    }
    text += between === '[\n' ? '[]' : '\n ]';
  }
  yield `${text}\n}\n`;
}

/** @param margin of every line but the first */
function indented(canonical: string, margin: string): string {
  return JSON.stringify(JSON.parse(canonical), null, 1).replaceAll('\n', `\n${margin}`);
}
