/** Encoders against an independent decoder (libvips), and their bytes against goldens. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type MemoryPool, memoryPool } from '#core/memory-pool';
import { kittiFlow } from '../../src/writers/images/flow.js';
import { encodePng } from '../../src/writers/images/png.js';
import { encodeFloatTiff } from '../../src/writers/images/tiff.js';

const decode = (bytes: Uint8Array, depth: 'uchar' | 'ushort' | 'float') =>
  sharp(bytes, { unlimited: true })
    .toColourspace(depth === 'ushort' ? 'grey16' : 'b-w')
    .raw({ depth })
    .toBuffer({ resolveWithObject: true });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Memory in which something was before: an encoder that doesn't write all of what it takes is found out. */
function soiled(): MemoryPool {
  const pool = memoryPool();
  return { ...pool, take: (bytes) => pool.take(bytes).fill(0xa5) };
}

test('8-bit PNGs read back, any size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.infiniteStream(fc.nat(255)),
      async (width, height, noise) => {
        const samples = Uint8Array.from({ length: width * height }, () => noise.next().value as number);
        const { data, info } = await decode(await encodePng({ width, height, channels: 1, samples }, soiled()), 'uchar');
        expect([info.width, info.height]).toEqual([width, height]);
        expect([...data]).toEqual([...samples]);
      },
    ),
    { numRuns: 25 },
  );
});

test('16-bit grey and RGB PNGs read back exactly', async () => {
  const grey = Uint16Array.from({ length: 12 }, (_, i) => (i * 5461) & 0xffff);
  const greyPng = sharp(await encodePng({ width: 4, height: 3, channels: 1, samples: grey }, soiled()));
  expect(await greyPng.metadata()).toMatchObject({ depth: 'ushort', channels: 1, width: 4, height: 3 });
  const back = await greyPng.toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
  expect([...new Uint16Array(back.buffer, back.byteOffset, 12)]).toEqual([...grey]);

  const rgb = Uint16Array.from({ length: 36 }, (_, i) => 65535 - i * 1000);
  const rgbBack = await sharp(await encodePng({ width: 4, height: 3, channels: 3, samples: rgb }, soiled()))
    .toColourspace('rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer();
  expect([...new Uint16Array(rgbBack.buffer, rgbBack.byteOffset, 36)]).toEqual([...rgb]);
});

test('float TIFF reads back bit for bit', async () => {
  const values = Float32Array.from({ length: 15 }, (_, i) => (i === 3 ? 0 : 1e-3 * 7 ** (i / 2)));
  const tiff = await encodeFloatTiff({ width: 5, height: 3, values }, soiled());
  expect(await sharp(tiff).metadata()).toMatchObject({ format: 'tiff', depth: 'float', width: 5, height: 3 });
  const back = await sharp(tiff).raw({ depth: 'float' }).toBuffer({ resolveWithObject: true });
  const floats = new Float32Array(back.data.buffer, back.data.byteOffset, back.data.length / 4);
  expect([...values]).toEqual([...values].map((_, i) => floats[i * back.info.channels]));
});

test('the bytes of truth files are fixed: another zlib or processor must not change them', async () => {
  const ids = Uint16Array.from({ length: 64 * 48 }, (_, i) => ((i >> 3) * 2654435761) & 0x0f0f);
  const depth = Float32Array.from({ length: 64 * 48 }, (_, i) => 1 + ((i * 37) % 101) / 8);
  expect({
    png: sha256(await encodePng({ width: 64, height: 48, channels: 1, samples: ids }, soiled())),
    tiff: sha256(await encodeFloatTiff({ width: 64, height: 48, values: depth }, soiled())),
  }).toMatchInlineSnapshot(`
    {
      "png": "9a2688433bebd838fa612d14762f5b79399561ebe81218c1624f31cf7f4ce426",
      "tiff": "df46fb6815006bd62a0e4c37af184858fad03b3bec3b2728abd865f2a158b918",
    }
  `);
});

test('flow is stored as KITTI does and marks what does not fit', () => {
  expect([...kittiFlow(Float32Array.of(0, 0, 1.5, -2, 600, 0, Number.NaN, 1), new Uint16Array(12).fill(7))]).toEqual([
    32768, 32768, 1, 32864, 32640, 1, 0, 0, 0, 0, 0, 0,
  ]);
});
