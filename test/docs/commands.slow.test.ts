/** Every command block of the documentation, run as it stands (or as small as it says), page by page. */
import { afterAll, expect, it } from 'vitest';
import { fencesOf } from '../../docs/site/markdown/fences.js';
import { isRun, writtenPages } from './pages.js';
import { openWorkshop } from './run-blocks.js';

const workshop = openWorkshop();
afterAll(() => workshop.close());

const pages = (await writtenPages()).filter(({ fences }) => fences.some(isRun));

it.each(pages)('$file: every command runs', async (page) => {
  for (const { at, code, wanted, output } of await workshop.run(page)) expect(code, `${at}\n${output}`).toBe(wanted);
});

it('reports a command that fails (control)', async () => {
  const fences = fencesOf('```sh\nnpx nearmiss check nowhere.yaml\n```');
  const [ran] = await workshop.run({ file: 'made-up.md', fences });
  expect(ran?.code).toBe(2);
  expect(ran?.output).toContain('nowhere.yaml');
});

it('refuses to make smaller what is not there (control)', async () => {
  const fences = fencesOf('```sh smaller="200 -> 1"\necho fine\n```');
  await expect(workshop.run({ file: 'made-up.md', fences })).rejects.toThrow('"200" is not in the block');
});
