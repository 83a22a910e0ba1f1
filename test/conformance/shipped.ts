/** Shipped scenarios, drawn and run, for suites that go over all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import type { LayerName } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { CameraSensor } from '#contracts/rig';
import type { CaptureInstant, Run } from '#contracts/run';
import type { ConcreteActor } from '#contracts/scenario';
import { semanticIds } from '#labels/index';
import { drawScenario, loadScenario } from '#scenario/index';
import { cameraView } from '#sensors/camera';
import { simulate } from '#world/simulate';

const ROOT = join(import.meta.dirname, '..', '..', 'scenarios');

export const shippedScenarios: readonly string[] = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && !entry.parentPath.includes('catalogs'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

/** Suites that go over many of a kind take a few of them, or with this set all. */
export const isThorough = process.env.NEARMISS_THOROUGH === '1';

/** A shipped scenario's text with another `randomize`, written as YAML; without any when missing. */
export function randomizedText(path: string, randomize?: string): string {
  const document = parseDocument(readFileSync(path, 'utf8'));
  document.delete('randomize');
  if (randomize !== undefined) document.set('randomize', parse(randomize));
  return document.toString({ lineWidth: 0 });
}

export async function runOf(path: string, draw = 0, seed = 'test', withCaptures = true): Promise<Run> {
  const { scenario, diagnostics } = await loadScenario(path);
  if (scenario === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  const options = { traceHz: 50, semanticIds, withCaptures };
  const { concrete } = drawScenario(scenario, {
    seed,
    draw,
    simulate: (each) => simulate(each, { ...options, withCaptures: false }),
  });
  return simulate(concrete, options);
}

export function requestOf(
  run: Run,
  shot: CaptureInstant,
  size: { width: number; height: number },
  layers: readonly LayerName[],
  change: (sensor: CameraSensor) => CameraSensor = (sensor) => sensor,
): RenderRequest {
  const carrier = run.scenario.actors.find(({ sensors }) => sensors.some(({ id }) => id === shot.sensor)) as ConcreteActor;
  const sensor = change(carrier.sensors.find(({ id }) => id === shot.sensor) as CameraSensor);
  const view = (frame: CaptureInstant['frame']) => {
    const body = frame.bodies.find(({ id }) => id === carrier.id);
    if (body === undefined) throw new Error('the carrier is gone');
    return cameraView(sensor, body.worldFromBody, carrier.id, 7, size);
  };
  return {
    scene: run.scene,
    frame: shot.frame,
    view: view(shot.frame),
    next: { frame: shot.next, view: view(shot.next) },
    ...(shot.before === undefined ? {} : { before: { frame: shot.before, view: view(shot.before) } }),
    layers,
  };
}
