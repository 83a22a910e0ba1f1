/** Storeys of glass bands or punched windows, all round: offices and high-rises. */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { type BuildingKit, block, panel, sidesOf, times, wallColor } from './kit.js';
import { drawRoof } from './roofs.js';
import type { Range } from './windows.js';

export function drawTower(kit: BuildingKit, [depth, width, height]: Vec3, random: RandomStream, range: Range): void {
  const glassy = random.child('glassy').chance(0.5);
  const wall = random.child('wall').pick(['concrete', 'concrete', 'cladding', 'stone', 'brick'] as const);
  const color = wallColor(wall, random);
  const floors = Math.max(3, Math.round(height / 3.6));
  const floor = height / floors;
  const tint: Vec3 = random.child('tint').pick([
    [0.03, 0.045, 0.055],
    [0.035, 0.04, 0.04],
    [0.025, 0.035, 0.05],
    [0.05, 0.055, 0.055],
  ] as const);
  const out = range === 'near' ? 0.05 : 0.1;
  for (const [i, side] of sidesOf(kit, depth, width).entries()) {
    if (!glassy) panel(kit.on(wall), side, 0, side.width, 0, height, [times(color, 0.85), times(color, 0.85), color, color]);
    const bays = Math.max(2, Math.round(side.width / (glassy ? 1.5 : 3)));
    const w = side.width / bays;
    for (let f = 0; f < floors; f++) {
      const own = random.child('floor').child(i).child(f);
      const [low, high] = [f * floor + floor * (glassy ? 0.22 : 0.32), f * floor + floor * (glassy ? 1 : 0.84)];
      if (glassy) {
        panel(kit.on(wall), side, 0, side.width, f * floor, low, color);
        panel(kit.on('glass'), side, 0, side.width, low, high, times(tint, own.between(0.8, 1.2)));
        continue;
      }
      for (let k = 0; k < bays; k++) {
        const pane = own.child(k);
        const layer = pane.chance(0.12) ? 'lit' : 'window';
        panel(kit.on(layer), side, (k + 0.2) * w, (k + 0.8) * w, low, high, times(tint, pane.between(0.6, 1.8)), out);
      }
    }
    if (glassy && i !== 2)
      for (let k = 0; k <= bays; k += 2)
        block(
          kit.on('trim'),
          side,
          Math.max(0, k * w - 0.05),
          Math.min(side.width, k * w + 0.05),
          0,
          height,
          0,
          0.07,
          [0.2, 0.2, 0.21],
        );
  }
  drawRoof(kit, { depth, width, height, wall, color }, 'flat', range, random.child('roof'));
}
