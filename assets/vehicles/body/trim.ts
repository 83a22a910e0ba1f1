/** What lines nose, tail and flanks: grille, intakes, bumpers, mouldings, shut lines. */
import type { Draft } from './draft.js';
import { disc, rectangle, sheet } from './sheet.js';
import type { Shell } from './shell.js';

export function drawTrim(shell: Shell, draft: Draft): void {
  grille(shell, draft);
  bumpers(shell, draft);
  if (shell.fineness.name !== 'near') return;
  shutLines(shell, draft);
  if (shell.design.face.bumper !== undefined) mouldings(shell, draft);
}

function grille({ design, nose, fineness }: Shell, draft: Draft): void {
  const { grille: g, intake } = design.face;
  const cells: [number, number] = [fineness.name === 'near' ? 8 : 4, 2];
  if (g.half > 0) sheet(draft.on('grille'), nose, { corners: rectangle(-g.half, g.from, g.half, g.to), cells, lift: 0.003 });
  if (intake.half > 0)
    sheet(draft.on('grille'), nose, {
      corners: rectangle(-intake.half, intake.from, intake.half, intake.to),
      cells: [cells[0], 4],
      lift: 0.008,
    });
  if (fineness.name !== 'near' || g.half === 0) return;
  for (let k = 0; k < g.bars; k++) {
    const v = g.from + ((g.to - g.from) * (k + 0.7)) / g.bars;
    sheet(draft.on(g.bars > 2 ? 'darkMetal' : 'chrome'), nose, {
      corners: rectangle(-g.half * 0.97, v - 0.012, g.half * 0.97, v + 0.012),
      cells: [6, 1],
      lift: 0.008,
    });
  }
  const middle = (g.from + g.to) / 2;
  disc(draft.on('badge'), nose, [0, middle], 0.045, 0.016, 10);
}

/** How far a bumper's band stands off the skin, m. It goes round the corner up to the wheel arch. */
export const STANDS_OFF = 0.032;

function bumpers(shell: Shell, draft: Draft): void {
  const { face, frontAxle, rearAxle, archRadius } = shell.design;
  const { bumper } = face;
  if (bumper === undefined) return;
  const on = draft.on(bumper.tag);
  const along = shell.fineness.name === 'near' ? 12 : 6;
  const rim = (_s: number, t: number): number => (t < 0.01 || t > 0.99 ? -0.01 : STANDS_OFF);
  for (const [end, [from, to], anchor, arch] of [
    [shell.nose, bumper.front, shell.skin.noseAnchor, frontAxle + archRadius + 0.02],
    [shell.tail, bumper.rear, shell.skin.tailAnchor, rearAxle - archRadius - 0.02],
  ] as const) {
    sheet(on, (u, v) => end(Math.sign(u) * (1 - (1 - Math.abs(u)) * (1 - Math.abs(u))), v), {
      corners: rectangle(-0.99, from, 0.99, to),
      cells: [along, 4],
      lift: rim,
    });
    if (Math.abs(anchor) < Math.abs(arch)) continue;
    for (const flank of shell.flanks)
      sheet(on, flank, { corners: rectangle(anchor, from, arch, to), cells: [2, 4], lift: rim });
  }
}

function shutLines(shell: Shell, draft: Draft): void {
  const { design, tail, nose } = shell;
  const { face } = design;
  const seam = draft.on('seam');
  const line = (on: Shell['tail'], u0: number, v0: number, u1: number, v1: number, cells: number): void => {
    const [w, h] = u0 === u1 ? [0.006, 0] : [0, 0.008];
    sheet(seam, on, {
      corners: rectangle(u0 - w, v0 - h, u1 + w, v1 + h),
      cells: u0 === u1 ? [1, cells] : [cells, 1],
      lift: 0.003,
    });
  };
  if (face.tailLamp.inner < 1) {
    line(tail, -0.8, face.bumperLine, 0.8, face.bumperLine, 10);
    for (const side of [0.8, -0.8]) line(tail, side, face.bumperLine, side, 0.98, 4);
    if (design.twinDoors) line(tail, 0, face.bumperLine, 0, 0.99, 4);
  }
  if (face.bumper === undefined) line(nose, -0.96, face.headlamp.from - 0.03, 0.96, face.headlamp.from - 0.03, 12);
  disc(draft.on('badge'), tail, [0, Math.min(0.94, face.rearPlate + 0.18)], 0.035, 0.006, 10);
}

/** Rubbing strips between the arches. */
function mouldings(shell: Shell, draft: Draft): void {
  const { frontAxle, rearAxle, archRadius } = shell.design;
  for (const flank of shell.flanks)
    sheet(draft.on('trim'), flank, {
      corners: rectangle(rearAxle + archRadius + 0.05, 0.4, frontAxle - archRadius - 0.05, 0.47),
      cells: [6, 1],
      lift: 0.01,
    });
}
