/** Luminance of lamps that are lit, cd/m^2. */
import type { BodyState, Medium } from '#contracts/frame';
import type { Lamp, Material } from '#contracts/model';
import type { Vec3 } from '#core/pose';

export function glowOf(look: Material, state: BodyState, medium: Medium): Vec3 {
  const { emission } = look;
  if (emission === undefined || !lit(emission.lamp, state, medium)) return [0, 0, 0];
  const [r, g, b] = emission.color;
  return [r * emission.luminanceCdPerM2, g * emission.luminanceCdPerM2, b * emission.luminanceCdPerM2];
}

const CHANNELS: Readonly<Partial<Record<Lamp, string>>> = {
  head: 'headLights',
  tail: 'headLights',
  high: 'highBeam',
  brake: 'brakeLight',
  reverse: 'reverseLight',
  'turn-left': 'indicatorLeft',
  'turn-right': 'indicatorRight',
  beacon: 'beacon',
};

function lit(lamp: Lamp, { articulation: { channels } }: BodyState, medium: Medium): boolean {
  const channel = CHANNELS[lamp];
  if (channel !== undefined) return (channels[channel] ?? 0) > 0;
  return lamp === 'always' || medium.lampsOn;
}
