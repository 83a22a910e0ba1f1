/** What a sample hands to the merge, and the merged files as streams of text: never more than a sample in memory. */
import type { Json } from '#core/hash';
import { canonicalJson } from '#core/hash';
import { inPieces } from '../pieces.js';

export interface CocoFrame {
  readonly image: { readonly [key: string]: Json };
  readonly annotations: readonly { readonly [key: string]: Json }[];
  readonly panopticFile: string;
  readonly segments: readonly Json[];
}
export type CocoFragment = readonly CocoFrame[];
export type Fragments = AsyncIterable<{ readonly sample: string; readonly fragment: Json }>;

/** `{head members, name: [items], ...}` piece by piece. */
export function jsonWithLists(
  head: { readonly [key: string]: Json },
  lists: { readonly [name: string]: () => AsyncIterable<readonly Json[]> },
): AsyncIterable<string> {
  return inPieces(parts(head, lists));
}

async function* parts(head: Parameters<typeof jsonWithLists>[0], lists: Parameters<typeof jsonWithLists>[1]) {
  yield canonicalJson(head).slice(0, -1);
  for (const [name, batches] of Object.entries(lists)) {
    yield `,\n"${name}":[`;
    let before = '\n';
    for await (const items of batches()) {
      if (items.length === 0) continue;
      yield before + items.map((item) => canonicalJson(item)).join(',\n');
      before = ',\n';
    }
    yield ']';
  }
  yield '}\n';
}

/** Images of a sample at a time, ids from 1. */
export async function* images(fragments: Fragments): AsyncIterable<readonly Json[]> {
  for await (const { frames, firstId } of samples(fragments))
    yield frames.map(({ image }, i) => ({ ...image, id: firstId + i }));
}

/** Annotations of a sample at a time, ids from 1: COCOeval takes 0 for "not matched". */
export async function* annotations(fragments: Fragments): AsyncIterable<readonly Json[]> {
  let id = 1;
  for await (const { frames, firstId } of samples(fragments)) {
    yield frames.flatMap((frame, i) =>
      frame.annotations.map((annotation) => ({ ...annotation, id: id++, image_id: firstId + i })),
    );
  }
}

export async function* panopticAnnotations(fragments: Fragments): AsyncIterable<readonly Json[]> {
  for await (const { frames, firstId } of samples(fragments)) {
    yield frames.map(({ panopticFile, segments }, i) => ({
      file_name: panopticFile,
      image_id: firstId + i,
      segments_info: segments,
    }));
  }
}

/** @returns frames of a sample, and the id of the first one's image */
async function* samples(fragments: Fragments): AsyncIterable<{ readonly frames: CocoFragment; readonly firstId: number }> {
  let firstId = 1;
  for await (const { fragment } of fragments) {
    const frames = fragment as unknown as CocoFragment;
    yield { frames, firstId };
    firstId += frames.length;
  }
}
