/** What trades put on their cars, by trait `livery` (`taxi`, `police`) and `roof` (`box`, `bars`). */
import type { Look } from '#contracts/scene';
import type { Draft } from './body/draft.js';
import { rectangle, sheet } from './body/sheet.js';
import type { Shell } from './body/shell.js';

export function extrasOf(look: Look): (shell: Shell, draft: Draft) => void {
  const { livery, roof } = look.traits;
  return (shell, draft) => {
    if (livery === 'taxi') taxi(shell, draft);
    if (livery === 'police') police(shell, draft);
    if (roof === 'box') roofBox(shell, draft);
    if (roof === 'bars') roofBars(shell, draft);
  };
}

/** What stands on the roof, m above it. */
export function roofLoadOf({ traits: { livery, roof } }: Look): number {
  return Math.max(
    livery === 'taxi' ? 0.14 : livery === 'police' ? 0.11 : 0,
    roof === 'box' ? 0.36 : roof === 'bars' ? 0.09 : 0,
  );
}

/** Middle of the roof. */
function roofAt({ design }: Shell): number {
  return (design.cabin.windscreen.top + design.cabin.backlight.top) / 2;
}

function taxi(shell: Shell, draft: Draft): void {
  const { height } = shell.design;
  const x = shell.design.cabin.windscreen.topCorner - 0.3;
  draft.on('taxiSign').box([x, 0, height + 0.06], [0.16, 0.46, 0.16]);
}

/** Chequers along the flanks and a bar of lamps on the roof. */
function police(shell: Shell, draft: Draft): void {
  const { rearAxle, frontAxle, archRadius, height, width } = shell.design;
  const [from, to] = [rearAxle + archRadius + 0.05, frontAxle - archRadius - 0.05];
  const fields = shell.fineness.name === 'far' ? 2 : 6;
  for (const flank of shell.flanks) {
    for (let row = 0; row < 2; row++) {
      for (let k = 0; k < fields; k++) {
        const [a, b] = [from + ((to - from) * k) / fields, from + ((to - from) * (k + 1)) / fields];
        const [low, high] = row === 0 ? [0.4, 0.58] : [0.58, 0.76];
        const on = draft.on((k + row) % 2 === 0 ? 'livery' : 'liveryBright');
        sheet(on, flank, { corners: rectangle(a, low, b, high), cells: [1, 2], lift: 0.004 });
      }
    }
  }
  const x = shell.design.cabin.windscreen.topCorner - 0.35;
  draft.on('trim').box([x, 0, height + 0.01], [0.26, width * 0.6, 0.06]);
  for (const side of [1, -1]) draft.on('beacon').box([x, side * width * 0.2, height + 0.075], [0.24, width * 0.18, 0.07]);
}

function roofBox(shell: Shell, draft: Draft): void {
  const { height, width } = shell.design;
  const x = roofAt(shell);
  const section = (at: number, size: number): [number, number, number][] =>
    [
      [-0.5, 0],
      [0.5, 0],
      [0.46, 0.75],
      [0.3, 1],
      [-0.3, 1],
      [-0.46, 0.75],
    ].map(([y, z]) => [at, width * 0.1 + (y as number) * size * width * 0.4, height + 0.03 + (z as number) * size * 0.33]);
  draft
    .on('trim')
    .loft([section(x - 0.85, 0.8), section(x - 0.6, 1), section(x + 0.5, 1), section(x + 0.95, 0.45)], { caps: true });
  roofBars(shell, draft);
}

function roofBars(shell: Shell, draft: Draft): void {
  const { height, width } = shell.design;
  const x = roofAt(shell);
  for (const at of [x - 0.35, x + 0.35]) draft.on('trim').box([at, 0, height + 0.065], [0.06, width * 0.64, 0.05]);
  for (const at of [x - 0.35, x + 0.35])
    for (const side of [1, -1]) draft.on('trim').box([at, side * width * 0.3, height + 0.01], [0.05, 0.05, 0.11]);
}
