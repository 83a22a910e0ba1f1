/**
 * What shows through the panes, drawn on them: daylight from the other side, seats and headrests against it, the steering wheel. The glass
 * itself stays opaque, so one pixel has one owner.
 */
import { cos, PI, sin } from '#core/math';
import type { Pane } from './cabin.js';
import type { Draft } from './draft.js';
import { type Surface, sheet, type Uv } from './sheet.js';
import type { Shell } from './shell.js';

export interface Inside {
  /** Dark glass behind the front doors. */
  readonly privacy: boolean;
  /** Which side the steering wheel is on: 1 left, -1 right. */
  readonly wheel: 1 | -1;
  /** Whether somebody sits at the wheel. */
  readonly driver: boolean;
}

export function drawInside(shell: Shell, draft: Draft, inside: Inside): void {
  const { panes } = shell.cabin;
  const sides = panes.filter(({ kind }) => kind === 'glass');
  for (const side of [0, 1] as const) {
    const house = shell.houses[side];
    for (const [k, pane] of sides.entries()) {
      const on = paneSurface(house, pane);
      if (k > 0 && inside.privacy) continue;
      daylight(draft, on, 0.04, 0.96, 0.34);
      const wide = pane.columns[1] - pane.columns[0] > 1 || k < 2;
      if (wide) seat(draft, on, k === 0 ? 0.72 : 0.66, 0.15, 0.62);
    }
    for (const pane of panes.filter(({ kind }) => kind === 'windscreen')) {
      const on = paneSurface(house, pane);
      daylight(draft, on, 0, 0.9, 0.45);
      seat(draft, on, 0.55, 0.17, 0.66);
      const mine = side === (inside.wheel > 0 ? 0 : 1);
      if (mine && inside.driver) head(draft, on, 0.55);
      if (mine) steeringWheel(draft, on);
      mirror(draft, on);
    }
    for (const pane of panes.filter(({ kind }) => kind === 'backlight')) {
      if (inside.privacy) continue;
      // The back light's columns run from the corner to the middle.
      const on = paneSurface(house, pane);
      daylight(draft, on, 0.1, 1, 0.42);
      seat(draft, on, 0.42, 0.16, 0.55);
    }
  }
}

/** Over the pane's own 0..1. */
function paneSurface(house: Surface, { columns, rows }: Pane): Surface {
  return (u, v) => house(columns[0] + (columns[1] - columns[0]) * u, rows[0] + (rows[1] - rows[0]) * v);
}

function daylight(draft: Draft, on: Surface, from: number, to: number, low: number): void {
  const corners: readonly [Uv, Uv, Uv, Uv] = [
    [from, low],
    [to, low],
    [to, 0.95],
    [from, 0.95],
  ];
  sheet(draft.on('through'), on, { corners, cells: [4, 2], lift: 0.004 });
}

/** Headrest over a backrest. */
function seat(draft: Draft, on: Surface, at: number, half: number, high: number): void {
  const seats = draft.on('seat');
  const back: readonly [Uv, Uv, Uv, Uv] = [
    [at - half, 0.04],
    [at + half, 0.04],
    [at + half * 0.75, high * 0.66],
    [at - half * 0.75, high * 0.66],
  ];
  sheet(seats, on, { corners: back, cells: [2, 2], lift: 0.007 });
  const rest: readonly [Uv, Uv, Uv, Uv] = [
    [at - half * 0.5, high * 0.7],
    [at + half * 0.5, high * 0.7],
    [at + half * 0.38, high],
    [at - half * 0.38, high],
  ];
  sheet(seats, on, { corners: rest, cells: [2, 1], lift: 0.007 });
}

function head(draft: Draft, on: Surface, at: number): void {
  sheet(draft.on('skin'), on, {
    corners: [
      [at - 0.06, 0.5],
      [at + 0.06, 0.5],
      [at + 0.055, 0.74],
      [at - 0.055, 0.74],
    ],
    cells: [2, 2],
    lift: 0.011,
  });
  sheet(draft.on('cloth'), on, {
    corners: [
      [at - 0.17, 0.06],
      [at + 0.17, 0.06],
      [at + 0.12, 0.5],
      [at - 0.12, 0.5],
    ],
    cells: [2, 2],
    lift: 0.01,
  });
}

function steeringWheel(draft: Draft, on: Surface): void {
  const [at, low, rx, ry, thick] = [0.52, 0.02, 0.19, 0.3, 0.8];
  const steps = 6;
  for (let k = 0; k < steps; k++) {
    const point = (a: number, size: number): Uv => [at + rx * size * cos(a), low + ry * size * sin(a)];
    const [a, b] = [(PI * k) / steps, (PI * (k + 1)) / steps];
    sheet(draft.on('seat'), on, {
      corners: [point(a, thick), point(a, 1), point(b, 1), point(b, thick)],
      cells: [1, 1],
      lift: 0.013,
    });
  }
}

function mirror(draft: Draft, on: Surface): void {
  sheet(draft.on('trim'), on, {
    corners: [
      [0, 0.82],
      [0.14, 0.82],
      [0.14, 0.94],
      [0, 0.94],
    ],
    cells: [1, 1],
    lift: 0.012,
  });
}
