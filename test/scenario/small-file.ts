/** A small valid scenario, with changes by top-level key; without those that are undefined. */
export const BASE: Readonly<Record<string, string>> = {
  nearmiss: '1',
  title: 'Test',
  hazard: 'Something happens.',
  road: '{layout: rural-two-lane, length: 300 m}',
  ego: '{kind: sedan, at: {lane: right, s: 5 m, speed: 50 km/h}, sensors: rigs/front-camera}',
};

export function file(changes: Readonly<Record<string, string | undefined>> = {}): string {
  return Object.entries({ ...BASE, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');
}
