/** Banks of fog, dust and smoke, and a layer of fog on the ground, as soft clouds. */
import type { Bank } from '#contracts/frame';
import type { ScenarioTree } from '../declare/top.js';
import type { Value } from '../language/value.js';
import type { Draw } from './values.js';

/** ln(20): contrast falls to 5 % over the meteorological optical range. */
const LN20 = 2.995732273553991;
/** A Gaussian has fallen to an eighth this many standard deviations from its middle: sqrt(2 ln 8). */
const EIGHTH = 2.039334;
/** A layer reaches beyond everything, m. */
const ENDLESS = 3000;

export function banksOf(tree: ScenarioTree['environment'], draw: Draw): { readonly banks?: readonly Bank[] } {
  const number = (value: Value | undefined, missing: number): number => (value === undefined ? missing : draw.number(value));
  const layer = tree?.fog?.layer;
  const lying: Bank[] =
    layer === undefined
      ? []
      : [
          {
            matter: 'fog',
            position: [0, 0, 0],
            heading: 0,
            spread: [ENDLESS, ENDLESS, draw.number(layer.height) / EIGHTH],
            extinctionPerM: LN20 / draw.number(layer.mor),
          },
        ];
  const stated = [...(tree?.banks ?? [])].map(([, { value }]): Bank => {
    const [length, height] = [draw.number(value.length), draw.number(value.height)];
    const width = number(value.width, length);
    return {
      matter: draw.word(value.of) as Bank['matter'],
      position: [draw.number(value.x), number(value.y, 0), number(value.z, height / 3)],
      heading: number(value.heading, 0),
      spread: [length / 2 / EIGHTH, width / 2 / EIGHTH, height / 2 / EIGHTH],
      extinctionPerM: LN20 / draw.number(value.mor),
    };
  });
  const banks = [...lying, ...stated];
  return banks.length === 0 ? {} : { banks };
}
