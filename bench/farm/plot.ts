/** Curves against the number of workers, both on logarithmic axes or the second from 0 to 1, as an SVG. */
import { ln } from '#core/math';

export interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}
export interface Panel {
  readonly title: string;
  readonly logarithmic: boolean;
  readonly ticks: readonly number[];
  readonly curves: readonly Curve[];
}

const [WIDTH, HEIGHT, LEFT, TOP] = [400, 260, 60, 40] as const;

export function plot(panels: readonly [Panel, Panel], workers: readonly number[]): string {
  const drawn = panels.map((panel, i) => panelSvg(panel, workers, i * (WIDTH + LEFT + 30)));
  const [width, height] = [2 * (WIDTH + LEFT + 30), HEIGHT + TOP + 90];
  const legend = panels[0].curves.map(
    ({ name, colour }, i) =>
      `<g transform="translate(${LEFT + i * 210} ${height - 14})"><rect width="18" height="4" y="-6" fill="${colour}"/><text x="24">${name}</text></g>`,
  );
  const style = 'font-family="sans-serif" font-size="12" fill="#333"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${style}>
<title>${panels.map(({ title }) => title).join(', ')}, against the number of workers</title>
<rect width="100%" height="100%" fill="#fff"/>
${drawn.join('\n')}
${legend.join('\n')}
</svg>
`;
}

function panelSvg({ title, logarithmic, ticks, curves }: Panel, workers: readonly number[], shift: number): string {
  const scale = (value: number, low: number, high: number, log: boolean): number =>
    log ? (ln(value) - ln(low)) / (ln(high) - ln(low)) : (value - low) / (high - low);
  const [low, high] = [ticks[0] as number, ticks.at(-1) as number];
  const x = (value: number): string =>
    (LEFT + WIDTH * scale(value, workers[0] as number, workers.at(-1) as number, true)).toFixed(1);
  const y = (value: number): string => (TOP + HEIGHT * (1 - scale(Math.max(low, value), low, high, logarithmic))).toFixed(1);
  const grid = ticks.map(
    (tick) =>
      `<path d="M${LEFT} ${y(tick)}h${WIDTH}" stroke="#ddd"/><text x="${LEFT - 6}" y="${y(tick)}" dy="4" text-anchor="end">${tick}</text>`,
  );
  const feet = workers
    .filter((each) => /^(1|10|100|1000)$/.test(String(each)))
    .map((each) => `<text x="${x(each)}" y="${TOP + HEIGHT + 18}" text-anchor="middle">${each}</text>`);
  const lines = curves.map(
    ({ colour, points }) =>
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map(([a, b]) => `${x(a)},${y(b)}`).join(' ')}"/>`,
  );
  return `<g transform="translate(${shift} 0)"><text x="${LEFT}" y="${TOP - 14}" font-weight="bold">${title}</text>
${grid.join('\n')}
${feet.join('\n')}
<text x="${LEFT + WIDTH / 2}" y="${TOP + HEIGHT + 38}" text-anchor="middle">workers</text>
${lines.join('\n')}</g>`;
}
