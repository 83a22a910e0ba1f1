/** Colours of a coat by place on the body: counter-shaded, with the marks that tell species apart. */
import { sin, smoothstep } from '#core/math';
import { dot, mix, sub, type Vec3 } from '#core/pose';
import type { Bone } from '../../mesh/skeleton.js';
import type { Weights } from '../../mesh/skin.js';
import { type Anatomy, B, type Measures, TRUNK_BONES } from './anatomy.js';

/** Linear light. */
export interface Coat {
  readonly back: Vec3;
  readonly flank: Vec3;
  readonly belly: Vec3;
  readonly leg: Vec3;
  readonly lowerLeg: Vec3;
  readonly throat: Vec3;
  readonly face: Vec3;
  readonly muzzle: Vec3;
  readonly nose: Vec3;
  readonly ear: Vec3;
  readonly earInside: Vec3;
  readonly tail: Vec3;
  readonly tailUnder: Vec3;
  readonly tailTip?: Vec3;
  readonly hoof: Vec3;
  /** The patch about the tail. */
  readonly rump?: Vec3;
  /** Its width over that of a deer's. */
  readonly rumpSize?: number;
  /** Round the eye. */
  readonly eyeRing?: Vec3;
  /** Marks of this species or beast, laid over all else. */
  readonly mark?: (place: Place, plain: Vec3) => Vec3;
}

export interface Place {
  readonly at: Vec3;
  readonly normal: Vec3;
  /** In trunk lengths from the buttocks; in heights at the withers. */
  readonly along: number;
  readonly height: number;
  /** Shares of legs, neck and head in the place. */
  readonly leg: number;
  readonly neck: number;
  readonly head: number;
  /** Along, up and aside in head lengths from the poll. */
  readonly onHead: Vec3;
}

export function coatOf(c: Coat, m: Measures, a: Anatomy): (at: Vec3, normal: Vec3, weights: Weights) => Vec3 {
  const poll = (a.bones[B.head] as Bone).joint;
  const [hc, hs] = turned(m.head.drop);
  const [nc, ns] = turned(m.neck.rise);
  return (at, normal, weights) => {
    const share = (of: (bone: number) => number): number => weights.reduce((sum, [bone, w]) => sum + w * of(bone), 0);
    const d = sub(at, poll);
    const place: Place = {
      at,
      normal,
      along: at[0] / m.trunk + 0.5,
      height: at[2] / m.withers,
      leg: share((b) => (b < TRUNK_BONES ? 0 : (b - TRUNK_BONES) % 4 === 0 ? 0.3 : 1)),
      neck: share((b) => (b === B.neck ? 1 : 0)),
      head: share((b) => (b === B.head ? 1 : 0)),
      onHead: [(d[0] * hc - d[2] * hs) / m.head.length, (d[0] * hs + d[2] * hc) / m.head.length, at[1] / m.head.length],
    };
    const body = trunkColor(c, m, place);
    const throat = smoothstep(0.3, 0.8, dot(normal, [ns, 0, -nc]));
    const necked = mix(body, c.throat, throat * place.neck);
    const legged = mix(necked, legColor(c, m, place), smoothstep(0.25, 0.75, place.leg));
    const plain = mix(legged, headColor(c, m, place), smoothstep(0.35, 0.75, place.head));
    const marked = c.mark === undefined ? plain : c.mark(place, plain);
    const mottled = 1 + 0.06 * sin(at[0] * 41 + 3 * sin(at[2] * 17)) * sin(at[2] * 53 + at[1] * 23);
    return [marked[0] * mottled, marked[1] * mottled, marked[2] * mottled];
  };
}

function trunkColor(c: Coat, m: Measures, { at, normal, along, height }: Place): Vec3 {
  const above = smoothstep(0.3, 0.95, normal[2]);
  const below = smoothstep(0.25, 0.8, -normal[2]);
  const plain = normal[2] > 0 ? mix(c.flank, c.back, above) : mix(c.flank, c.belly, below);
  if (c.rump === undefined) return plain;
  const size = c.rumpSize ?? 1;
  const aside = Math.abs(at[1]) / (0.5 * m.rumpWidth * size);
  const behind = smoothstep(0.3, 0.7, -normal[0]) * smoothstep(0.16, 0.06, along) * smoothstep(0.85, 0.55, aside);
  const high = smoothstep(0.6, 0.7, height * (m.withers / m.rump)) * smoothstep(1.02, 0.95, height * (m.withers / m.rump));
  return mix(plain, c.rump, behind * high);
}

function legColor(c: Coat, m: Measures, { at, normal, height }: Place): Vec3 {
  const outside = mix(c.leg, c.lowerLeg, smoothstep(0.95 * m.front.middle, 0.95 * m.front.ankle, height * m.withers));
  const inward = smoothstep(0.2, 0.8, -normal[1] * Math.sign(at[1]));
  return mix(outside, c.belly, 0.5 * inward * smoothstep(m.front.ankle / m.withers, m.front.middle / m.withers, height));
}

function headColor(c: Coat, m: Measures, { normal, onHead }: Place): Vec3 {
  const [along, up, aside] = onHead;
  const tip = (m.head.shape[m.head.shape.length - 1] as Measures['head']['shape'][number])[0];
  const top = mix(c.face, c.back, 0.4 * smoothstep(0.4, 0.9, normal[2]));
  const chin = mix(top, c.throat, smoothstep(0.1, 0.7, -normal[2]));
  const muzzled = mix(chin, c.muzzle, smoothstep(0.5 * tip, 0.82 * tip, along));
  const [ex, ez, ey] = m.head.eye;
  const far = Math.sqrt((along - ex) * (along - ex) + (up - ez) * (up - ez) + (Math.abs(aside) - ey) * (Math.abs(aside) - ey));
  const ringed = mix(muzzled, c.eyeRing ?? muzzled, smoothstep(3.2, 1.6, far / m.head.eye[3]));
  return mix(ringed, c.nose, smoothstep(tip - 0.05, tip + 0.005, along));
}

function turned(angle: number): readonly [number, number] {
  return [sin(angle + 1.5707963267948966), sin(angle)];
}
