/** Luminance of lamps that are lit, cd/m^2. */
import type { BodyState, Medium } from '#contracts/frame';
import type { Lamp, Material } from '#contracts/model';
import type { Vec3 } from '#core/pose';

export function glowOf(look: Material, state: BodyState, medium: Medium): Vec3 {
  const { emission } = look;
  return emission === undefined || !lit(emission.lamp, state, medium) ? DARK : glowing(emission);
}

/** Of what belongs to the place: street lamps, rooms, signals. */
export function placeGlowOf({ emission }: Material, medium: Medium): Vec3 {
  if (emission === undefined) return DARK;
  return emission.lamp === 'always' || (emission.lamp === 'street' && medium.lampsOn) ? glowing(emission) : DARK;
}

const DARK: Vec3 = [0, 0, 0];
function glowing({ color: [r, g, b], luminanceCdPerM2: luminance }: NonNullable<Material['emission']>): Vec3 {
  return [r * luminance, g * luminance, b * luminance];
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
