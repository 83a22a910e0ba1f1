/** `inspect`: a dataset as one page that needs nothing but a browser. */
import type { Manifest, SampleSummary } from '#contracts/job';
import type { FrameAnnotations, Ontology } from '#contracts/label';
import type { ConcreteScenario } from '#contracts/scenario';
import type { SceneSpec } from '#contracts/scene';
import type { DatasetDefinition, Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { readManifest, sampleOf } from '../manifest.js';
import { storeAt, within } from '../stores.js';
import { frameHtml } from './frame.js';
import { sensorsHtml } from './sensors.js';
import { spread } from './spread.js';
import { STYLE } from './style.js';
import { escapeHtml, round } from './text.js';

export interface InspectOptions {
  readonly folder: string;
  /** At most so many samples, spread evenly, and frames a sensor of each. */
  readonly samples: number;
  readonly frames: number;
}
const SHEET_PATH = 'contact-sheet.html';

type Definition = Pick<DatasetDefinition, 'ontology' | 'layers' | 'keypoints'>;

/** Writes `contact-sheet.html` into the dataset. @returns its path. */
export async function inspectDataset(options: InspectOptions): Promise<string> {
  const manifest = await readManifest(options.folder);
  if (!manifest.plan.writers.includes('native')) {
    throw usageError('NM7301', `${options.folder} was written without the native writer`, 'generate with --writers native,...');
  }
  const store = storeAt(options.folder, 'inspect');
  const stated = (await readJson(store, 'ontology.json')) as Ontology & Pick<Definition, 'keypoints'>;
  const definition: Definition = { ontology: stated, layers: manifest.plan.layers, keypoints: stated.keypoints };
  const sections: string[] = [];
  for (const summary of spread(manifest.samples, options.samples)) {
    sections.push(await sampleHtml(store, definition, await sampleOf(store, summary), options.frames));
  }
  const stage = await store.stage();
  await stage.put(SHEET_PATH, page(manifest, sections));
  await stage.commit();
  return within(options.folder, SHEET_PATH);
}

async function sampleHtml(store: Store, definition: Definition, summary: SampleSummary, frames: number): Promise<string> {
  const scenario = (await readJson(store, `samples/${summary.sample}/scenario.json`)) as ConcreteScenario;
  const parts: string[] = [];
  for (const [sensor, paths] of annotationPaths(summary)) {
    const articles: string[] = [];
    for (const path of spread(paths, frames)) {
      const labels = (await readJson(store, path)) as FrameAnnotations;
      articles.push(await frameHtml({ store, sample: summary.sample, labels, definition }));
    }
    parts.push(
      `<h3>${escapeHtml(sensor)}: ${articles.length} of ${paths.length} frames</h3><div class="frames">${articles.join('')}</div>`,
    );
  }
  const source = { store, summary, scenario, ontology: definition.ontology, pictures: frames };
  const sceneFile = `samples/${summary.sample}/scene.json`;
  parts.push(await sensorsHtml(source, async () => (await readJson(store, sceneFile)) as SceneSpec));
  const body = parts.some((part) => part !== '') ? parts.join('') : '<p class="dim">Nothing was captured.</p>';
  return `<section class="sample"><h2>${summary.sample} ${escapeHtml(scenario.title)} ${verdictHtml(summary)}</h2>
<p>${escapeHtml(scenario.hazard)}</p>${parametersHtml(scenario)}${randomizationHtml(scenario)}${criteriaHtml(summary)}${body}</section>`;
}

/** Sensor -> its annotation files, by frame. */
function annotationPaths(summary: SampleSummary): ReadonlyMap<string, readonly string[]> {
  const bySensor = new Map<string, string[]>();
  for (const { path } of summary.artefacts) {
    const [, , sensor, folder] = path.split('/');
    if (folder !== 'annotations' || sensor === undefined) continue;
    bySensor.set(sensor, [...(bySensor.get(sensor) ?? []), path]);
  }
  return bySensor;
}

function verdictHtml({ verdict }: SampleSummary): string {
  return `<span class="chip ${verdict.outcome}">${verdict.outcome}</span>`;
}
function criteriaHtml({ verdict, rejections }: SampleSummary): string {
  const criteria = verdict.criteria.map(({ criterion, passed, value, limit }) => {
    const figure = value === undefined ? '' : ` ${round(value, 2)}`;
    const against = limit === undefined ? '' : ` (limit ${round(limit, 2)})`;
    return `<span>${passed ? '✓' : '✗'} ${escapeHtml(criterion)}${figure}${against}</span>`;
  });
  const broken = verdict.brokenRequirements.map((name) => `<span>✗ required: ${escapeHtml(name)}</span>`);
  const metrics = Object.entries(verdict.metrics).map(([name, value]) => `<span>${escapeHtml(name)} ${round(value, 2)}</span>`);
  const attempts = `<span>${rejections.attempts} ${rejections.attempts === 1 ? 'draw' : 'draws'} until accepted</span>`;
  return `<div class="facts">${[...criteria, ...broken, ...metrics, attempts].join('')}</div>`;
}
function parametersHtml({ parameters }: ConcreteScenario): string {
  return factsHtml(parameters, 2);
}
/** Folded: there may be hundreds. */
function randomizationHtml({ randomization = {} }: ConcreteScenario): string {
  const facts = factsHtml(randomization, 3);
  return facts === '' ? '' : `<details><summary>randomized</summary>${facts}</details>`;
}
function factsHtml(values: Readonly<Record<string, number | string>>, digits: number): string {
  const shown = Object.entries(values).map(
    ([name, value]) =>
      `<span>${escapeHtml(name)} <b>${typeof value === 'number' ? round(value, digits) : escapeHtml(value)}</b></span>`,
  );
  return shown.length === 0 ? '' : `<div class="facts">${shown.join('')}</div>`;
}

function page(manifest: Manifest, sections: readonly string[]): string {
  const { plan, renderer, samples } = manifest;
  const title = plan.scenarios.map(({ path }) => path.split('/').at(-1)).join(', ');
  const frames = samples.reduce((sum, { frames }) => sum + frames, 0);
  const facts = [
    `${samples.length} samples`,
    `${frames} frames`,
    `seed ${plan.seed}`,
    `${renderer.name}: ${renderer.backend}`,
    `layers ${plan.layers.join(', ')}`,
    `nearmiss ${plan.nearmissVersion}`,
  ];
  const switches = ['box', 'mask', 'keypoint', 'amodal'].map(
    (id) => `<label><input type="checkbox" id="${id}"${id === 'amodal' ? '' : ' checked'}> ${LABELS[id]}</label>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}: contact sheet</title><style>${STYLE}</style></head><body>
<header><h1>${escapeHtml(title)}</h1><div class="facts">${facts.map((fact) => `<span>${escapeHtml(fact)}</span>`).join('')}</div>
<p class="dim">Grey boxes and rows: objects that cover pixels but that fog or night has hidden. Dashed: the whole body as if nothing hid it.
Dataset hash <code>${manifest.datasetSha256.slice(0, 16)}</code>.</p></header>
<div class="controls">${switches.join('')}</div><main>${sections.join('\n')}</main></body></html>\n`;
}
const LABELS: Readonly<Record<string, string>> = { box: 'boxes', mask: 'masks', keypoint: 'keypoints', amodal: 'amodal boxes' };

async function readJson(store: Store, path: string): Promise<unknown> {
  const bytes = await store.read(path);
  if (bytes === undefined)
    throw usageError('NM7302', `the dataset lacks ${path}`, '`nearmiss verify` says what else is missing');
  return JSON.parse(new TextDecoder().decode(bytes));
}
