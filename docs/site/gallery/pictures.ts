/** Pictures of scenarios by the real renderer, kept by what they show, so that a second build draws nothing. */
import { access, cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { RenderSession } from '#contracts/renderer';
import { openSession } from '#renderers/three/host/session';
import { type Moment, type Moments, momentsOf } from './moments.js';
import { worthOf } from './worth.js';

/** Where a build gets a scenario's pictures from. */
export interface PictureSource {
  /** Puts `<stem>.webp` and `<stem>-moving.webp` into a folder. @returns whether there are any */
  put(file: string, folder: string, stem: string): Promise<boolean>;
  close(): Promise<void>;
}
export const NO_PICTURES: PictureSource = { put: async () => false, close: async () => {} };

const STILL_QUALITY = 80;
const MOVING_QUALITY = 62;

export interface PictureOptions {
  /** Most scenarios that are drawn; what is in the cache counts nothing. */
  readonly most: number;
  /** Whether the cache is looked into at all. */
  readonly cachedToo: boolean;
  tell(line: string): void;
}

/** @param root of the repository, built */
export function openPictures(root: string, { most, cachedToo, tell }: PictureOptions): PictureSource {
  if (!cachedToo) return NO_PICTURES;
  const cache = join(root, '.cache/site-pictures');
  let session: Promise<RenderSession> | undefined;
  let drawn = 0;
  return {
    async put(file, folder, stem) {
      const moments = await momentsOf(root, file);
      const kept = { still: join(cache, `${moments.sha256}.webp`), moving: join(cache, `${moments.sha256}-moving.webp`) };
      if (!(await isThere(kept.moving))) {
        if (drawn >= most) return false;
        drawn++;
        tell(`drawing ${file}`);
        await mkdir(cache, { recursive: true });
        session ??= openSession({});
        await draw(await session, moments, kept);
      }
      await mkdir(folder, { recursive: true });
      await cp(kept.still, join(folder, `${stem}.webp`));
      await cp(kept.moving, join(folder, `${stem}-moving.webp`));
      return true;
    },
    close: async () => (await session)?.close(),
  };
}

/** The moving one is written last: its being there says that both are. */
async function draw(
  session: RenderSession,
  moments: Moments,
  to: { readonly still: string; readonly moving: string },
): Promise<void> {
  const frames: Buffer[] = [];
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (const [i, moment] of moments.moving.entries()) {
    const { image, worth } = await picture(session, moment);
    if (worth > most) [best, most] = [i, worth];
    frames.push(await image.png().toBuffer());
  }
  const { image } = await picture(session, moments.large[best] as Moment);
  await image.webp({ quality: STILL_QUALITY }).toFile(to.still);
  await sharp(frames, { join: { animated: true } })
    .webp({ quality: MOVING_QUALITY, effort: 5, loop: 0, delay: frames.map(() => moments.delayMs) })
    .toFile(to.moving);
}

async function picture(session: RenderSession, moment: Moment): Promise<{ readonly image: Sharp; readonly worth: number }> {
  const { rgb, instance } = await session.render({ ...moment, layers: ['rgb', 'instance'] });
  const { width, height } = moment.view.intrinsics;
  if (rgb === undefined || instance === undefined) throw new Error('a picture without colours or ids');
  // The session takes its memory back with the next frame.
  const image = sharp(Uint8Array.from(rgb), { raw: { width, height, channels: 3 } });
  return { image, worth: worthOf(instance, moment.scene.bodies) };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
