/** One frame of the sheet: picture with overlays, thumbnails, table of objects. */
import type { FrameAnnotations, ObjectAnnotation } from '#contracts/label';
import type { LayerName } from '#contracts/layers';
import type { FrameRepaint } from '#contracts/repaint';
import type { DatasetDefinition, Store } from '#contracts/writer';
import { LAYER_FILES, layerPath, repaintPath } from '#writers/index';
import { colourOf, overlaySvg } from './overlay.js';
import { classPicture, colourPicture, layerThumbnail, maskPicture } from './pictures.js';
import { escapeHtml, percent, round } from './text.js';

export interface FrameSource {
  readonly store: Store;
  readonly sample: string;
  readonly labels: FrameAnnotations;
  readonly definition: Pick<DatasetDefinition, 'ontology' | 'layers' | 'keypoints'>;
}

export async function frameHtml(source: FrameSource): Promise<string> {
  const { labels } = source;
  const hidden = new Set(labels.objects.filter(({ contrast }) => !contrast.detectable).map(({ track }) => track));
  const instance = await layer(source, 'instance');
  const mask = instance === undefined ? '' : `<img class="mask" alt="" src="${await maskPicture(instance, hidden)}">`;
  const events = labels.events.map((event) => `<span>${escapeHtml(event.kind)}: <b>${escapeHtml(event.name)}</b></span>`);
  return `<article class="frame"><div class="shot"><img alt="frame ${labels.frame}" src="${await picture(source)}">${mask}${overlaySvg(labels, source.definition.keypoints)}</div>
<div class="thumbs">${(await thumbnails(source)).join('')}</div>
<div class="caption"><span>frame <b>${labels.frame}</b></span><span>t = <b>${round(labels.timeNs / 1e9, 2)} s</b></span>${events.join('')}${developmentHtml(labels)}${await repaintHtml(source)}</div>
${objectTable(labels.objects)}</article>`;
}

/** How the picture was made of the light, where it says anything. */
function developmentHtml({ view: { development = {} } }: FrameAnnotations): string {
  const shown = Object.entries(development).map(([name, value]: [string, number | readonly number[]]) => {
    const figures = [value]
      .flat()
      .map((each) => round(each, 2))
      .join(' ');
    return `<span>${escapeHtml(name)} <b>${figures}</b></span>`;
  });
  return shown.join('');
}

/** By what a picture was repainted and whether that took more than one try; nothing where it was not. */
async function repaintHtml({ store, sample, labels: { sensor, frame } }: FrameSource): Promise<string> {
  const bytes = await store.read(repaintPath(sample, sensor, frame));
  if (bytes === undefined) return '';
  const { outcome, model, strength, prompt } = JSON.parse(new TextDecoder().decode(bytes)) as FrameRepaint;
  const words = escapeHtml([model, ...Object.values(prompt)].join(', '));
  return `<span class="repaint ${outcome}">repainted <b>${words}</b>, strength <b>${round(strength, 2)}</b>: <b>${outcome}</b></span>`;
}

function layer({ store, sample, labels, definition }: FrameSource, name: LayerName): Promise<Uint8Array | undefined> {
  if (!definition.layers.includes(name)) return Promise.resolve(undefined);
  return store.read(layerPath(sample, labels.sensor, name, labels.frame, LAYER_FILES[name].extension));
}

async function picture(source: FrameSource): Promise<string> {
  const rgb = await layer(source, 'rgb');
  if (rgb !== undefined) return await colourPicture(rgb);
  const semantic = await layer(source, 'semantic');
  if (semantic !== undefined) return await classPicture(source.definition.ontology, semantic, await layer(source, 'normal'));
  return 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
}

async function thumbnails(source: FrameSource): Promise<readonly string[]> {
  const shown: string[] = [];
  for (const name of source.definition.layers) {
    const bytes = name === 'rgb' ? undefined : await layer(source, name);
    if (bytes === undefined) continue;
    const uri = await layerThumbnail(name, bytes, source.definition.ontology);
    shown.push(`<figure><img alt="${name}" src="${uri}"><figcaption>${name}</figcaption></figure>`);
  }
  return shown;
}

function objectTable(objects: readonly ObjectAnnotation[]): string {
  if (objects.length === 0) return '<div class="tablebox dim">nothing labelled in view</div>';
  const rows = [...objects].sort((a, b) => a.distance - b.distance).map(objectRow);
  return `<div class="tablebox"><table><tr><th>object<th>class<th>distance<th>speed<th>pixels<th>occluded<th>truncated<th>contrast</tr>${rows.join('')}</table></div>`;
}

function objectRow(object: ObjectAnnotation): string {
  const speed = Math.hypot(...object.velocity);
  const name = `<span class="swatch" style="background:${colourOf(object)}"></span>${escapeHtml(object.id)}`;
  const cells = [
    name,
    escapeHtml(object.class),
    `${round(object.distance, 1)} m`,
    `${round(speed, 1)} m/s`,
    String(object.visiblePixels),
    percent(object.occlusion),
    percent(object.truncation),
    round(object.contrast.value, 2),
  ];
  return `<tr${object.contrast.detectable ? '' : ' class="hidden" title="hidden by fog or night"'}><td>${cells.join('<td>')}</tr>`;
}
