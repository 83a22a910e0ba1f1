/** Skin and greenhouse as one smooth surface, each cell with its material, and the surfaces that everything else is put on. */
import type { Vec3 } from '#core/pose';
import { createPanelBuilder, mirrored } from '../../mesh/panels.js';
import { buildCabin, type Cabin } from './cabin.js';
import type { BodyDesign } from './design.js';
import type { TaggedMesh } from './draft.js';
import type { Fineness } from './fineness.js';
import { gridSurface, otherSide, type Surface } from './sheet.js';
import { buildSkin, inBed, type Skin, type Station } from './skin.js';

export interface Shell {
  readonly design: BodyDesign;
  readonly fineness: Fineness;
  readonly skin: Skin;
  readonly cabin: Cabin;
  readonly meshes: readonly TaggedMesh[];
  /** Over the share of the half width (negative: right side) and the share of the height. */
  readonly nose: Surface;
  readonly tail: Surface;
  /** Over x and the share of the height: the left side, then the right. */
  readonly flanks: readonly [Surface, Surface];
  /** Over columns and rows of the greenhouse: left, then right. */
  readonly houses: readonly [Surface, Surface];
}

export function buildShell(design: BodyDesign, fineness: Fineness): Shell {
  const skin = buildSkin(design, fineness);
  const cabin = buildCabin(design, fineness);
  const panels = createPanelBuilder();
  const skinTop = (skin.columns[0] as readonly Vec3[]).length - 1;
  const cabinTop = (cabin.columns[0] as readonly Vec3[]).length - 1;
  const cell = skinTags(design, skin, fineness);
  panels.grid(mirrored(skin.columns), (i, j) => cell(i, j < skinTop ? j : 2 * skinTop - 1 - j));
  panels.grid(mirrored(cabin.columns), (i, j) => cabin.tagOf(i, j < cabinTop ? j : 2 * cabinTop - 1 - j));
  const across = (one: (fraction: number, share: number) => Vec3, away: number): Surface => {
    const left: Surface = (u, v) => {
      const [x, y, z] = one(Math.min(Math.abs(u), 0.9999), v);
      return [x + away, y, z];
    };
    const right = otherSide(left);
    return (u, v) => (u < 0 ? right(u, v) : left(u, v));
  };
  const flank: Surface = (u, v) => {
    const [x, y, z] = skin.flank(u, v);
    return [x, y + fineness.proud, z];
  };
  const house = gridSurface(cabin.columns);
  return {
    design,
    fineness,
    skin,
    cabin,
    meshes: panels.build(0.62).map(({ tag, mesh }) => ({ name: tag, tag, mesh })),
    nose: across(skin.nose, fineness.proud),
    tail: across(skin.tail, -fineness.proud),
    flanks: [flank, otherSide(flank)],
    houses: [house, otherSide(house)],
  };
}

function skinTags(d: BodyDesign, skin: Skin, { rows, roll, name }: Fineness): (i: number, j: number) => string {
  const bands = rows.length - 1;
  const unpainted = d.cladding ? rows.findIndex((share) => share >= 0.19) : rows.findIndex((share) => share >= 0.06);
  return (i, j) => {
    const s = skin.stations[i] as Station;
    if (j < skin.lipRow) return 'under';
    const row = j - skin.lipRow;
    if (row >= bands) {
      if (row >= bands + roll.length && inBed(d, s)) return 'trim';
      const bonnetGap = row === bands + roll.length && name === 'near' && s.end !== 'tail' && s.x < d.length / 2 - 0.1;
      return bonnetGap ? 'seam' : 'paint';
    }
    if (s.seam && row > 0) return 'seam';
    return row < unpainted && (d.cladding || name === 'near') ? 'trim' : 'paint';
  };
}
