/** Where a vehicle's wheels are. */
import { bodyAssets } from '#assets/index';
import type { Bodies } from '#contracts/model';
import type { BodySpec } from '#contracts/scene';
import { scale, sub, type Vec3, ZERO } from '#core/pose';
import type { Message } from './schema.js';
import { vector } from './vector.js';

/** As vehicles and cycles name the parts that roll. */
const WHEEL = /^tyre-\d+$|^(rear|front) wheel$/;
/** Wheels that lie so near each other along the body are on one axle, m. */
const ONE_AXLE = 0.1;

/** Undefined where the body shows no wheels. */
export function vehicleAttributesOf(
  { look, box }: BodySpec,
  bodies: Bodies = bodyAssets,
): Message<'MovingObject.VehicleAttributes'> | undefined {
  const model = bodies.get(look.asset).build(look);
  const { parts } = model.pose({ gait: 'drive', phase: 0, speed: 0, channels: {} });
  const wheels = parts.flatMap((part, i): Vec3[] => {
    if (part.kind !== 'rigid' || !WHEEL.test(model.parts[i]?.name ?? '')) return [];
    const [, , , x, , , , y, , , , z] = part.matrix as unknown as readonly number[];
    return [[x as number, y as number, z as number]];
  });
  if (wheels.length === 0) return undefined;
  const xs = wheels.map(([x]) => x);
  const axle = (at: number) => vector(sub(mean(wheels.filter(([x]) => Math.abs(x - at) < ONE_AXLE)), box.center));
  return {
    number_wheels: wheels.length,
    bbcenter_to_rear: axle(Math.min(...xs)),
    bbcenter_to_front: axle(Math.max(...xs)),
  };
}

function mean(points: readonly Vec3[]): Vec3 {
  const sum = points.reduce((a, b): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], ZERO);
  return scale(sum, 1 / points.length);
}
