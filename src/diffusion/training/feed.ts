/** Batches for the denoiser: which view, from which style to which, which part of it, how much noise; all follows from the step's number. */
import type { RandomStream } from '#core/random';
import { type Cells, FIRST_STUFF, NOWHERE } from '../field/cells.js';
import { changeOf, PLANES } from '../field/change.js';
import { putFacts } from '../model/facts.js';
import { FACTS, GEOMETRY, TIME_WAVES } from '../model/network.js';
import { type Prompt, promptLength, promptVector } from '../model/prompt.js';
import { mixAt, timeWaves } from '../model/schedule.js';
import { labelNoise } from '../noise/label-noise.js';
import type { Spectrum } from '../noise/spectrum.js';
import { cropCells, cropLook, type Window } from './crop.js';
import type { View } from './views.js';

/** Cells, multiples of 8. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export interface FeedOptions {
  readonly views: number;
  /** The view of that index. */
  view(index: number): Promise<View>;
  readonly spectrum: Spectrum;
  readonly styles: readonly string[];
  /** Windows a step, and their size in cells. */
  readonly batch: number;
  readonly window: WindowSize;
  /** Share of windows whose style stays as it is, 0..1. Default 0. */
  readonly unchanged?: number;
  readonly random: RandomStream;
}

/** Inputs of one training step by name. */
export type DenoiserBatch = Readonly<Record<'noisy' | 'facts' | 'hints' | 'v' | 'care', Float32Array>>;

/** How often a change starts from the plain style, or else from the scenario's own, and how often nothing, or one thing less, is said of where it leads. */
const FROM_PLAIN = 0.35;
const FROM_OWN = 0.7;
const UNTOLD = 0.1;
const WORD_LEFT_OUT = 0.15;
/** How often depth and shape are left open, as they are in photographs. */
const SHAPELESS = 0.15;
/** Root of how much more a cell of a labelled body counts. */
const BODY = 1.5;

export function batchOf(options: FeedOptions): (step: number) => Promise<DenoiserBatch> {
  const { batch, window, styles, random, spectrum } = options;
  const cells = window.width * window.height;
  const hint = TIME_WAVES + promptLength(styles);
  return async (step) => {
    const out = {
      noisy: new Float32Array(batch * PLANES * cells),
      facts: new Float32Array(batch * FACTS * cells),
      hints: new Float32Array(batch * hint),
      v: new Float32Array(batch * PLANES * cells),
      care: new Float32Array(batch * cells),
    };
    for (let n = 0; n < batch; n++) {
      const own = random.child(step).child(n);
      const view = await options.view(own.child('view').index(options.views));
      const [from, to] = changeDrawn(view, options.unchanged ?? 0, own.child('styles'));
      const cut = windowDrawn(view, window, own.child('square'));
      const part = cropCells(view.cells, cut);
      const [base, target] = [from, to].map((k) =>
        cropLook((view.styles[k] as View['styles'][number]).look, view.cells.grid.width, cut),
      );
      if (base === undefined || target === undefined) throw new RangeError('a view of one style teaches nothing');
      putFacts(part, base, out.facts, n * FACTS * cells);
      if (view.photo === true || own.child('shape').chance(SHAPELESS))
        out.facts.fill(0, (n * FACTS + GEOMETRY[0]) * cells, (n * FACTS + GEOMETRY[1]) * cells);
      const change = changeOf(part.group, base, target, spectrum.sizes);
      const noise = labelNoise(part, own.child('noise'), spectrum);
      out.care.set(careOf(part), n * cells);
      const time = own.child('time').uniform();
      const { picture, noise: much } = mixAt(time);
      for (let i = 0; i < PLANES * cells; i++) {
        const nowhere = part.segment[i % cells] === NOWHERE;
        const x = nowhere ? 0 : (change[i] as number);
        out.noisy[n * PLANES * cells + i] = picture * x + much * (noise[i] as number);
        out.v[n * PLANES * cells + i] = picture * (noise[i] as number) - much * x;
      }
      out.hints.set(timeWaves(time), n * hint);
      out.hints.set(
        promptVector(told((view.styles[to] as View['styles'][number]).prompt, own.child('prompt')), styles),
        n * hint + TIME_WAVES,
      );
    }
    return out;
  };
}

/** Bodies are few cells beside roads and skies; beyond the picture there is nothing to learn. */
function careOf({ segment }: Cells): Float32Array {
  return Float32Array.from(segment, (id) => (id === NOWHERE ? 0 : id < FIRST_STUFF ? BODY : 1));
}

/** Mostly from plain or the scenario's own style, as frames to repaint have it, to one that another draw has lent. */
function changeDrawn({ styles, photo }: View, unchanged: number, random: RandomStream): readonly [number, number] {
  if (photo === true) return [0, 1];
  const lent = Array.from(styles.keys()).slice(styles.length > 2 ? 2 : 1);
  const from = random.chance(FROM_PLAIN) ? 0 : random.chance(FROM_OWN) ? 1 : random.pick(lent);
  if (random.chance(unchanged)) return [from, from];
  const others = lent.filter((style) => style !== from);
  return [from, others.length === 0 ? 0 : random.pick(others)];
}

function windowDrawn({ cells: { grid, segment } }: View, { width, height }: WindowSize, random: RandomStream): Window {
  if (grid.width < width || grid.height < height)
    throw new RangeError(`a view of ${grid.width} x ${grid.height} cells is smaller than the window`);
  let rows = grid.height;
  while (rows > height && segment[(rows - 1) * grid.width] === NOWHERE) rows--;
  return {
    left: random.child('left').index(grid.width - width + 1),
    top: random.child('top').index(Math.max(1, rows - height + 1)),
    width,
    height,
    mirrored: random.child('mirrored').chance(0.5),
  };
}

function told(prompt: Prompt, random: RandomStream): Prompt {
  if (random.child('all').chance(UNTOLD)) return {};
  const kept = Object.entries(prompt).filter(([key]) => !random.child(key).chance(WORD_LEFT_OUT));
  return Object.fromEntries(kept);
}
