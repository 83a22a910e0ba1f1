/** Luminance of lamps that are lit, cd/m^2. */
import type { BodyState, Medium } from '#contracts/frame';
import type { Material } from '#contracts/model';
import type { Vec3 } from '#core/pose';

export function glowOf(look: Material, state: BodyState, medium: Medium): Vec3 {
  const { emission } = look;
  if (emission === undefined || !lit(emission.lamp, state, medium)) return [0, 0, 0];
  const [r, g, b] = emission.color;
  return [r * emission.luminanceCdPerM2, g * emission.luminanceCdPerM2, b * emission.luminanceCdPerM2];
}

function lit(
  lamp: NonNullable<Material['emission']>['lamp'],
  { articulation: { channels } }: BodyState,
  medium: Medium,
): boolean {
  if (lamp === 'head') return (channels.headLights ?? 0) > 0;
  if (lamp === 'brake') return (channels.brakeLight ?? 0) > 0;
  if (lamp === 'tail') return (channels.headLights ?? 0) > 0;
  return lamp === 'always' || medium.lampsOn;
}
