/** A moment of a shipped scenario as a renderer is asked for it: what the scripts that make pictures share. Needs `dist/`. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cameraView } from '../dist/src/sensors/camera.js';
import { drawConcrete, readScenario, simulateConcrete } from '../dist/src/toolkit/index.js';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Paths by name. */
export const scenarioFiles = new Map(
  readdirSync(join(root, 'scenarios'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && !entry.parentPath.includes('catalogs'))
    .map((entry) => [basename(entry.name, '.yaml'), join(entry.parentPath, entry.name)]),
);

/** @param share of the capture window @param weather what is other than in the scenario @returns a render request without its layers */
export async function shotOf(name, { seed, draw, share, size, weather = {} }) {
  const { concrete } = drawConcrete(await readScenario(scenarioFiles.get(name)), seed, draw);
  const shownAs = { ...concrete, environment: { ...concrete.environment, ...weather } };
  const { scene, captures, scenario } = simulateConcrete(concrete, true, { shownAs });
  const shot = captures[Math.round((captures.length - 1) * share)];
  const carrier = scenario.actors.find(({ sensors }) => sensors.some(({ id }) => id === shot.sensor));
  const sensor = carrier.sensors.find(({ id }) => id === shot.sensor);
  const view = ({ bodies }) => {
    const { worldFromBody } = bodies.find(({ id }) => id === carrier.id);
    return cameraView(sensor, worldFromBody, carrier.id, 7, size);
  };
  return { scene, frame: shot.frame, view: view(shot.frame), next: { frame: shot.next, view: view(shot.next) } };
}
