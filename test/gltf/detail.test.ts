/** Coarser levels: fewer triangles of the same vertices, near the fine surface, by the very same poses. */
import { describe, expect, it } from 'vitest';
import { importedAsset, levelsOf } from '#assets/index';
import type { Model } from '#contracts/model';
import { accessor, type Build, CRATE_ENTRY } from './models.js';
import { bodyOf } from './read.js';

const RADIUS = 0.8;
/** A ball of many triangles. */
const ball =
  (smooth: boolean): Build =>
  (document) => {
    const [rows, columns] = [60, 80];
    const positions: number[] = [];
    const indices: number[] = [];
    for (let r = 0; r <= rows; r++)
      for (let c = 0; c <= columns; c++) {
        const [a, b] = [(r / rows) * Math.PI, ((c % columns) / columns) * 2 * Math.PI];
        positions.push(RADIUS * Math.sin(a) * Math.cos(b), RADIUS * Math.cos(a), RADIUS * Math.sin(a) * Math.sin(b));
        const i = r * (columns + 1) + c;
        if (r < rows && c < columns) indices.push(i, i + 1, i + columns + 1, i + 1, i + columns + 2, i + columns + 1);
      }
    const primitive = document.createPrimitive().setIndices(accessor(document, 'SCALAR', new Uint16Array(indices)));
    primitive.setAttribute('POSITION', accessor(document, 'VEC3', new Float32Array(positions)));
    if (smooth) primitive.setAttribute('NORMAL', accessor(document, 'VEC3', new Float32Array(positions)));
    document
      .createScene('Scene')
      .addChild(
        document.createNode('Ball').setMesh(document.createMesh().addPrimitive(primitive)).setTranslation([0, RADIUS, 0]),
      );
  };

const modelOf = async (build: Build): Promise<Model> =>
  importedAsset(await bodyOf(build, CRATE_ENTRY, 'ball')).build({ asset: 'ball', seed: 0, traits: {} });
const triangles = ({ parts }: Model): number => parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);

describe.each([
  ['smooth', await modelOf(ball(true))],
  ['flat, face by face', await modelOf(ball(false))],
] as const)('a ball that is %s', (_, model) => {
  it('has levels, each of far fewer triangles', () => {
    const levels = levelsOf(model);
    expect(levels.length).toBe(3);
    for (const [i, level] of levels.slice(1).entries())
      expect(triangles(level)).toBeLessThan(0.75 * triangles(levels[i] as Model));
    expect(levels.slice(0, -1).map(({ far }) => far?.from)).toEqual([25, 60]);
  });

  it('keeps the surface within what its distance allows: the middles of its triangles are hardly inside the ball', () => {
    for (const [level, most] of levelsOf(model)
      .slice(1)
      .map((each, i) => [each, [0.02, 0.06][i] as number] as const)) {
      const { positions, indices } = (level.parts[0] as Model['parts'][number]).mesh;
      const depths = Array.from({ length: indices.length / 3 }, (_, t) => {
        const middle = [0, 1, 2].map(
          (k) =>
            [0, 1, 2].reduce((sum, corner) => sum + (positions[3 * (indices[3 * t + corner] as number) + k] as number), 0) / 3,
        );
        return RADIUS - Math.hypot(middle[0] as number, middle[1] as number, (middle[2] as number) - RADIUS);
      });
      expect(Math.max(...depths)).toBeLessThan(most);
    }
  });
});

it('leaves bodies of few triangles alone', async () => {
  const { far } = importedAsset(
    await bodyOf(
      (document) => {
        document
          .createScene('Scene')
          .addChild(document.createNode('n').setMesh(document.createMesh().addPrimitive(cube(document))));
      },
      CRATE_ENTRY,
      'cube',
    ),
  ).build({ asset: 'cube', seed: 0, traits: {} });
  expect(far).toBeUndefined();
});

function cube(document: Parameters<Build>[0]) {
  const positions = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
  const primitive = document
    .createPrimitive()
    .setIndices(accessor(document, 'SCALAR', new Uint16Array([0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3])));
  return primitive.setAttribute('POSITION', accessor(document, 'VEC3', positions));
}
