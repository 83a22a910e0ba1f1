/** The box round a body in its posture: limbs that reach out of the standing box are in it. */
import type { Model, ModelPose, PartPose } from '#contracts/model';
import type { Box } from '#contracts/scene';

/** Body axes, m; round every vertex of every part. */
export function posedBox(model: Model, pose: ModelPose): Box {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const [p, { mesh }] of model.parts.entries()) {
    const part = pose.parts[p] as PartPose;
    if (part.kind === 'skinned') reach(part.positions, undefined, low, high);
    else reach(mesh.positions, part.matrix, low, high);
  }
  const [size, center] = [0, 1, 2].reduce<[number[], number[]]>(
    ([s, c], k) => [
      [...s, (high[k] as number) - (low[k] as number)],
      [...c, ((high[k] as number) + (low[k] as number)) / 2],
    ],
    [[], []],
  );
  return { center: center as unknown as Box['center'], size: size as unknown as Box['size'] };
}

function reach(positions: Float32Array, m: Float64Array | undefined, low: number[], high: number[]): void {
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = [positions[i] as number, positions[i + 1] as number, positions[i + 2] as number];
    for (let k = 0; k < 3; k++) {
      const v =
        m === undefined
          ? (positions[i + k] as number)
          : (m[4 * k] as number) * x + (m[4 * k + 1] as number) * y + (m[4 * k + 2] as number) * z + (m[4 * k + 3] as number);
      if (v < (low[k] as number)) low[k] = v;
      if (v > (high[k] as number)) high[k] = v;
    }
  }
}
