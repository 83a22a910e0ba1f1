import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { animals } from '#assets/animals/index';
import { drones } from '#assets/drones/index';
import { bodyAssets } from '#assets/index';
import { obstacles } from '#assets/obstacles/index';
import { people } from '#assets/people/index';
import { twoWheelers } from '#assets/two-wheelers/index';
import { vehicles } from '#assets/vehicles/index';

const ROOT = join(import.meta.dirname, '..', '..');
const FAMILIES = { people, animals, vehicles, 'two-wheelers': twoWheelers, drones, obstacles };
/** Ids of the ontology's things, from its file. */
const THINGS = [
  ...readFileSync(join(ROOT, 'labels', 'ontology', 'nearmiss.yaml'), 'utf8').matchAll(
    /\bid:\s*([a-z-]+)[^\n]*(?:\n(?!\s*-)[^\n]*)*/g,
  ),
]
  .filter((m) => /thing:\s*true/.test(m[0]))
  .map((m) => m[1] as string);

it('lists every family, each name once', () => {
  const listed = Object.values(FAMILIES).flatMap((family) => family.map(({ name }) => name));
  expect([...bodyAssets.names].sort()).toEqual([...new Set(listed)].sort());
  expect(bodyAssets.names.length).toBe(listed.length);
});

it('knows the ontology of things', () => {
  expect(THINGS).toContain('car');
  expect(THINGS).not.toContain('road');
});

/** A file that exports a BodyAsset is imported by its folder's list. */
describe.each(Object.entries(FAMILIES))('assets/%s', (folder, family) => {
  const index = readFileSync(join(ROOT, 'assets', folder, 'index.ts'), 'utf8');
  const files = readdirSync(join(ROOT, 'assets', folder), { recursive: true, encoding: 'utf8' });
  const defining = files.filter((file) => {
    if (!file.endsWith('.ts')) return false;
    const text = readFileSync(join(ROOT, 'assets', folder, file), 'utf8');
    return file !== 'index.ts' && /export const \w+(: BodyAsset\b| = \w*(Asset|species|person|pedestrian)\()/i.test(text);
  });

  it('lists every file that defines one', () => {
    expect(defining.length).toBeGreaterThan(0);
    for (const file of defining) expect(index).toContain(`./${file.replace(/\.ts$/, '.js')}`);
  });

  it.each(family.map((asset) => [asset.name, asset] as const))(
    '%s is of a class of the ontology and says where it is from',
    (name, asset) => {
      // A distractor is out of place, and of no class.
      expect([...THINGS, ...(name === 'distractor' ? ['unlabeled'] : [])]).toContain(asset.class);
      expect(asset.about.source.length).toBeGreaterThan(10);
      expect(asset.gaits.length).toBeGreaterThan(0);
    },
  );
});
