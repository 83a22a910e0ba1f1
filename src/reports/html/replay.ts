/** The run seen from above: a picture of the moment it failed, which the page's script moves. */
import type { CaseTracks } from '#contracts/validation';
import { degrees } from '#core/math';
import { figure } from '../figures.js';
import { joined, type Markup, markup } from '../markup.js';
import { groundOf } from './ground.js';
import { px } from './scale.js';
import { evenly, nearestIndex } from './thinning.js';
import { encodeStates, type SmallTrack, type SmallTracks, type State, smallTracks } from './tracks.js';
import { around, type Box, numbers, wholeOf } from './view.js';

/** Undefined where nobody moves. `moment`: when it failed, s. */
export function replayFigure(tracks: CaseTracks, moment: number | undefined, name: string): Markup | undefined {
  const small = smallTracks(tracks, moment);
  const [first] = small.actors;
  if (first === undefined || small.times.length < 2) return undefined;
  const now = moment === undefined ? small.times.length - 1 : nearestIndex(small.times, moment);
  const whole = wholeOf(small);
  const near = around(first.states[now] ?? first.states.find((state) => state !== null) ?? [0, 0, 0]);
  const when = moment === undefined ? 'at the end' : `at ${figure(moment)} s, when it failed`;
  return markup`<figure class="replay" data-times="${small.times.join(' ')}" data-whole="${numbers(whole)}" data-moment="${small.times[now]}">
<figcaption><b>From above</b> <span class="dim">${when}; the bar across a box marks its front, thin lines are whole ways</span></figcaption>
${scene(small, tracks, now, near, whole, name)}
${controls(small.times, now)}</figure>`;
}

function scene(small: SmallTracks, tracks: CaseTracks, now: number, near: Box, whole: Box, name: string): Markup {
  const trails = small.actors.map((actor, i) => markup`<path class="trail k${i % 6}" d="${trail(actor.states)}"/>`);
  return markup`<svg viewBox="${numbers(near)}" role="img" aria-label="${spoken(name, small)}">${groundOf(tracks, whole)}${trails}
${joined(
  small.actors.map((actor, i) => body(actor, i, now)),
  '\n',
)}
<g class="names" font-size="${figure(near.width / 50)}">${small.actors.map((actor, i) => nameOf(actor, i, now))}</g>
${ruler(near)}</svg>`;
}

function ruler({ x, y, width, height }: Box): Markup {
  const corner = `${px(x + 0.02 * width)} ${px(y + 0.95 * height)}`;
  const line = markup`<path d="M0 -.6V0H10V-.6"/><text x="10.6" y="0">10 m</text>`;
  return markup`<g class="ruler" font-size="${figure(width / 50)}" transform="translate(${corner})">${line}</g>`;
}

/** A box with a light bar across its front; pedestrians and the like are drawn no smaller than can be seen. */
function body({ states, length, width }: SmallTrack, index: number, now: number): Markup {
  const [l, w] = [Math.max(length, 0.7), Math.max(width, 0.7)];
  const box = markup`<rect class="body${index % 6}" x="${px2(-l / 2)}" y="${px2(-w / 2)}" width="${px2(l)}" height="${px2(w)}" rx=".2"/>`;
  const front = markup`<rect class="front" x="${px2(0.27 * l)}" y="${px2(-0.36 * w)}" width="${px2(0.1 * l)}" height="${px2(0.72 * w)}"/>`;
  return markup`<g class="actor" data-states="${encodeStates(states)}"${placed(states[now] ?? null, true)}>${box}${front}</g>`;
}
/** In turn above and below, since those who meet are near each other. */
function nameOf({ id, states, length, width }: SmallTrack, index: number, now: number): Markup {
  const side = Math.max(width, Math.min(length, 2)) / 2;
  const where = index % 2 === 0 ? markup`y="${px2(-side - 0.4)}"` : markup`y="${px2(side + 0.1)}" dy="1em"`;
  return markup`<g${placed(states[now] ?? null, false)}><text class="mid" ${where}>${id}</text></g>`;
}
function placed(state: State, turned: boolean): Markup {
  if (state === null) return markup` display="none"`;
  const turn = turned ? ` rotate(${px(degrees(state[2]))})` : '';
  return markup` transform="translate(${px2(state[0])} ${px2(state[1])})${turn}"`;
}

/** A way needs fewer points than a motion. */
const MAX_TRAIL = 50;

function trail(states: readonly State[]): string {
  let pen = 'M';
  return evenly(states.length, MAX_TRAIL)
    .map((i) => states[i] ?? null)
    .map((state) => {
      const step = state === null ? '' : `${pen}${px(state[0])} ${px(state[1])}`;
      pen = state === null ? 'M' : 'L';
      return step;
    })
    .filter((step, i, steps) => step.slice(1) !== steps[i - 1]?.slice(1))
    .join('');
}

function controls(times: readonly number[], now: number): Markup {
  return markup`<div class="controls needs-script" hidden><button type="button">Play</button>
<label class="grow">Time <input type="range" min="${times[0]}" max="${times.at(-1)}" step="0.01" value="${times[now]}"></label><output></output>
<button type="button">To the moment it failed</button><label><input type="checkbox" checked> follow the first</label></div>`;
}

function spoken(name: string, { actors, times }: SmallTracks): string {
  const who = actors.slice(0, 8).map((actor) => `${actor.id} (${actor.class})`);
  return `Replay of ${name} from above, ${figure(times.at(-1) ?? 0)} s: ${who.join(', ')}${actors.length > 8 ? ' and others' : ''}`;
}

/** Centimetres. */
function px2(value: number): string {
  return String(Number(value.toFixed(2)));
}
