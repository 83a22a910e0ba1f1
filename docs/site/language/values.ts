/** What may stand where a number can: units, and distributions with an example from the corpus each. */
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { distributions } from '#scenario/distributions/index';
import { type QuantityName, quantities } from '#scenario/units';
import { escapeHtml, highlighted } from '../markdown/highlight.js';
import type { CorpusFile } from './corpus.js';
import { inline } from './excerpt.js';
import { unitsOf } from './types.js';

export function valuesSection(corpus: readonly CorpusFile[]): { readonly heading: string; readonly html: string }[] {
  return [
    { heading: 'Units', html: unitsTable() },
    { heading: 'Distributions', html: distributionsTable(corpus) },
  ];
}

function unitsTable(): string {
  const rows = (Object.keys(quantities) as QuantityName[]).map((name) => {
    const { name: words, units, example } = quantities[name];
    const factors = Object.entries(units).filter(([unit]) => unit !== '');
    const si = factors
      .map(([unit, factor]) => `<code>${escapeHtml(unit)}</code> (${Number(factor.toPrecision(7))})`)
      .join(', ');
    return `<tr><th scope="row">${words}</th><td>${si || 'none'}${'' in units && unitsOf(name).length > 0 ? ', or none' : ''}</td><td><code>${escapeHtml(example)}</code></td></tr>`;
  });
  return `<p>A quantity is a number with a unit. In brackets: what one of it is in the first SI unit of its kind, which is what files of results hold.</p>
<div class="wide" tabindex="0" role="group" aria-label="Units"><table><thead><tr><th scope="col">quantity</th><th scope="col">units</th><th scope="col">example</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function distributionsTable(corpus: readonly CorpusFile[]): string {
  const rows = distributions.map(({ name, about }) => {
    const found = distributionIn(corpus, name);
    return `<tr><th scope="row"><code>${name}</code></th><td>${escapeHtml(about)}</td><td>${found === undefined ? '' : `<code>${highlighted(found, 'yaml')}</code>`}</td></tr>`;
  });
  return `<p>Wherever a number can stand, so can a <code>$parameter</code>, an expression in quotes, and a distribution: a map with one of these keys.</p>
<div class="wide" tabindex="0" role="group" aria-label="Distributions"><table><thead><tr><th scope="col">key</th><th scope="col">meaning</th><th scope="col">example</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** The shortest use of a distribution in the corpus. */
export function distributionIn(corpus: readonly CorpusFile[], name: string): string | undefined {
  const found: string[] = [];
  for (const { text } of corpus) {
    const document = parseDocument(text);
    visit(document, {
      Map(_, node) {
        const [pair] = node.items;
        if (node.items.length !== 1 || !isScalar(pair?.key) || pair.key.value !== name || !isMap(node)) return;
        found.push(`{${inline(name, (node.toJS(document) as Record<string, unknown>)[name])}}`);
      },
    });
  }
  return found.sort((a, b) => a.length - b.length)[0];
}
