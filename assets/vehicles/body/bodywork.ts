/** A car's body in one fineness: shell, what is on it and in it, one mesh a material. */
import { clamp, lerp, smoothstep } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { BodyDesign } from './design.js';
import { createDraft, type TaggedMesh, tinted } from './draft.js';
import type { Fineness } from './fineness.js';
import { drawFittings, drawPlates, mirrorsOf } from './fittings.js';
import { drawInside, type Inside } from './inside.js';
import { drawLamps } from './lamps.js';
import { buildShell, type Shell } from './shell.js';
import { drawTrim } from './trim.js';

export interface Finish {
  readonly inside: Inside;
  readonly rearPlate: 'plate' | 'yellowPlate';
  /** Draws more on the finished shell: signs, rails, liveries. */
  readonly extras?: (shell: Shell, draft: ReturnType<typeof createDraft>) => void;
}

export function buildBodywork(design: BodyDesign, fineness: Fineness, finish: Finish): readonly TaggedMesh[] {
  const shell = buildShell(design, fineness);
  const draft = createDraft();
  for (const { tag, mesh } of shell.meshes) draft.take(tag, mesh);
  drawTrim(shell, draft);
  drawLamps(shell, draft);
  drawPlates(shell, draft, finish.rearPlate);
  drawFittings(shell, draft);
  if (fineness.name !== 'far') drawInside(shell, draft, finish.inside);
  finish.extras?.(shell, draft);
  const light = daylightOn(design);
  const shade = [...draft.build(), ...(fineness.name === 'far' ? [] : mirrorsOf(shell))];
  return shade.map((part) => (part.tag === 'glass' ? { ...part, mesh: tinted(part.mesh, light) } : part));
}

/** Panes are darkest at the waist, where one looks down into the car, and lighter towards the roof. */
function daylightOn({ belt, height }: BodyDesign): (point: Vec3) => Vec3 {
  const waist = (belt[Math.floor(belt.length / 2)] as readonly [number, number])[1];
  return ([, , z]) => {
    const light = lerp(0.7, 2, smoothstep(0, 1, clamp((z - waist) / (height - waist), 0, 1)));
    return [light, light, light];
  };
}
