import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseScenario } from '#scenario/index';
import { formatText } from '#toolkit/format/index';
import { writeRoute } from '#toolkit/optimise/write';

const FILE = 'scenarios/drone/canyon-delivery.yaml';
const route = {
  speed: 11.5,
  waypoints: [
    [76, -4, 22],
    [150, -9, 20],
  ],
} as const;

it('writes the file as it was, in canonical form, but for the route; and never over another', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'nearmiss-write-')), 'better.yaml');
  await writeRoute(FILE, path, route);
  const written = readFileSync(path, 'utf8');
  expect(formatText(written, path).text).toBe(written);
  expect(parseScenario(written, path).diagnostics).toEqual([]);
  const [was, is] = [readFileSync(FILE, 'utf8'), written].map((text) => text.split('\n')) as [string[], string[]];
  const changed = is.filter((line) => !was.includes(line));
  expect(changed).toHaveLength(1);
  expect(changed[0]).toMatch(/route: .*76 m.*speed: 11.5 m\/s/);
  await expect(writeRoute(FILE, path, route)).rejects.toMatchObject({ code: 'NM7002' });
});
