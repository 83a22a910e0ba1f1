/** The plot of a run's curves. */
import uPlot from 'uplot';
import type { RunCurves } from '#contracts/run';
import { goTo } from '../state/player.js';
import type { Store } from '../state/store.js';
import { leastOf } from './least.js';

/** Left of the first second, and right of the last, px: the lanes begin and end there too. */
const MARGINS = { left: 96, right: 52 } as const;
/** Of the many bodies, so many are drawn: those that come nearest. */
const MOST_BODIES = 6;
/** Longer than this, nobody calls it near, s. */
const MOST_TTC = 6;
const COLORS = ['#6cb6ff', '#f2a65a', '#8bd17c', '#d19be8', '#f2d45c', '#7fd6d0', '#ff9ab0'];

export function plotOf(store: Store, curves: RunCurves, place: HTMLElement): uPlot {
  const nearest = Object.keys(curves.gaps)
    .sort((a, b) => (leastOf(curves.gaps[a] ?? []) ?? 1e9) - (leastOf(curves.gaps[b] ?? []) ?? 1e9))
    .slice(0, MOST_BODIES - 1);
  const [first] = Object.keys(curves.speeds);
  const moving = [first, ...nearest].filter((id): id is string => id !== undefined);
  const series = [
    ...moving.map((id, i) =>
      line(
        `${id} km/h`,
        'speed',
        COLORS[i % COLORS.length] as string,
        (curves.speeds[id] ?? []).map((v) => (v === null ? null : 3.6 * v)),
      ),
    ),
    ...nearest.map((id, i) =>
      line(`gap ${id} m`, 'gap', COLORS[(i + 1) % COLORS.length] as string, curves.gaps[id] ?? [], [5, 4]),
    ),
    line(
      'TTC s',
      'ttc',
      '#ff6b6b',
      curves.ttc.map((value) => (value === null || value > MOST_TTC ? null : value)),
    ),
  ];
  const box = place.getBoundingClientRect();
  const axis = { stroke: '#b7bdc8', grid: { stroke: '#2b303a' }, ticks: { stroke: '#2b303a' }, font: '11px system-ui' };
  const made = new uPlot(
    {
      width: Math.max(200, box.width),
      height: Math.max(90, box.height - 26),
      padding: [6, 0, 0, 0],
      scales: { x: { time: false }, speed: {}, gap: { range: [0, 60] }, ttc: { range: [0, MOST_TTC] } },
      axes: [
        { ...axis, size: 22 },
        { ...axis, scale: 'speed', size: MARGINS.left, values: (_u, values) => values.map((v) => `${v} km/h`) },
        {
          ...axis,
          scale: 'ttc',
          side: 1,
          size: MARGINS.right,
          grid: { show: false },
          values: (_u, values) => values.map((v) => `${v} s`),
        },
      ],
      series: [{ label: 's', value: (_u, v) => (v === null ? '' : v.toFixed(2)) }, ...series.map(({ options }) => options)],
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 5 } },
      legend: { live: true },
    },
    [[...curves.times], ...series.map(({ data }) => data)],
    place,
  );
  made.over.addEventListener('click', (event) => {
    store.playing.value = false;
    goTo(store, made.posToVal(event.offsetX, 'x') * 1e9);
  });
  return made;
}

type Points = (number | null)[];

function line(
  label: string,
  scale: string,
  stroke: string,
  data: readonly (number | null)[],
  dash: number[] = [],
): { options: uPlot.Series; data: Points } {
  const value = (_u: uPlot, v: number | null): string => (v === null ? '-' : v.toFixed(1));
  return {
    options: { label, scale, stroke, width: 1.6, dash, points: { show: false }, value, spanGaps: false },
    data: [...data],
  };
}

export function showTime(plot: uPlot | undefined, timeNs: number): void {
  // The plot knows its own scales once it has been drawn.
  requestAnimationFrame(() => {
    if (plot?.root.isConnected === true) plot.setCursor({ left: plot.valToPos(timeNs / 1e9, 'x'), top: 10 }, false);
  });
}
