/** Sensors that measure a handful of values: panels over time, and where an antenna was. */
import type { Observation, ObservationOf } from '#contracts/observation';
import { isValueKind, panelsOf } from './quantities.js';
import { panelHtml } from './sparkline.js';
import { round } from './text.js';
import { trackHtml } from './track.js';

/** @param samples of one sensor, all of one kind, by time */
export function valuesHtml(samples: readonly Observation[]): string {
  const [first] = samples;
  if (first === undefined || !isValueKind(first.kind)) return '';
  const panels = panelsOf(first.kind, samples as readonly ObservationOf<typeof first.kind>[]).map(panelHtml);
  const track = first.kind === 'gnss' ? trackHtml(samples as readonly ObservationOf<'gnss'>[]) : '';
  const facts = factsOf(samples).map((fact) => `<span>${fact}</span>`);
  return `<div class="facts legend">${facts.join('')}</div><div class="panels">${track}${panels.join('')}</div>`;
}

function factsOf(samples: readonly Observation[]): readonly string[] {
  const [first, last] = [samples[0], samples.at(-1)] as [Observation, Observation];
  const [from, to] = [first.timeNs / 1e9, last.timeNs / 1e9];
  const time = `t = <b>${round(from, 2)} … ${round(to, 2)} s</b>`;
  return [time, ...heard(samples), 'thin line: measured; broad and pale: truth, or the lasting part of an error'];
}

/** How often what may fail gave something. */
function heard(samples: readonly Observation[]): readonly string[] {
  const share = (name: string, there: (sample: Observation) => boolean): readonly string[] => [
    `${name} in <b>${samples.filter(there).length}</b> of ${samples.length}`,
  ];
  if (samples[0]?.kind === 'gnss') return share('a fix', (sample) => sample.kind === 'gnss' && sample.values.fix[0] !== 0);
  if (samples[0]?.kind === 'rangefinder')
    return share('a return', (sample) => sample.kind === 'rangefinder' && sample.values.valid[0] !== 0);
  return [];
}
