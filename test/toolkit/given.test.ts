import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readGiven } from '../../src/toolkit/diffusion/given.js';

it('reads a file that is there, and says what is wrong with one that is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'given-'));
  try {
    await writeFile(join(folder, 'a'), 'weights');
    expect(Buffer.from(await readGiven(join(folder, 'a'))).toString()).toBe('weights');
    await expect(readGiven(join(folder, 'b'))).rejects.toMatchObject({
      code: 'NM8213',
      message: expect.stringContaining('no such file'),
    });
    await expect(readGiven(folder)).rejects.toMatchObject({ code: 'NM8213', message: expect.stringContaining('a folder') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
