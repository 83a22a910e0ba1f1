/** What a sample hands to the merge, and the merged files as streams of text: never more than a sample in memory. */
import type { Json } from '#core/hash';
import { canonicalJson } from '#core/hash';

export interface CocoFrame {
  readonly image: { readonly [key: string]: Json };
  readonly annotations: readonly { readonly [key: string]: Json }[];
  readonly panopticFile: string;
  readonly segments: readonly Json[];
}
export type CocoFragment = readonly CocoFrame[];
export type Fragments = AsyncIterable<{ readonly sample: string; readonly fragment: Json }>;

/** `{head members, name: [items], ...}` piece by piece. */
export async function* jsonWithLists(
  head: { readonly [key: string]: Json },
  lists: { readonly [name: string]: () => AsyncIterable<Json> },
): AsyncIterable<string> {
  yield canonicalJson(head).slice(0, -1);
  for (const [name, items] of Object.entries(lists)) {
    yield `,\n"${name}":[`;
    let first = true;
    for await (const item of items()) {
      yield `${first ? '' : ','}\n${canonicalJson(item)}`;
      first = false;
    }
    yield ']';
  }
  yield '}\n';
}

/** Images, ids from 1. */
export async function* images(fragments: Fragments): AsyncIterable<Json> {
  for await (const { frame, imageId } of frames(fragments)) yield { ...frame.image, id: imageId };
}

/** Annotations, ids from 1: COCOeval takes 0 for "not matched". */
export async function* annotations(fragments: Fragments): AsyncIterable<Json> {
  let id = 1;
  for await (const { frame, imageId } of frames(fragments)) {
    for (const annotation of frame.annotations) yield { ...annotation, id: id++, image_id: imageId };
  }
}

export async function* panopticAnnotations(fragments: Fragments): AsyncIterable<Json> {
  for await (const { frame, imageId } of frames(fragments)) {
    yield { image_id: imageId, file_name: frame.panopticFile, segments_info: frame.segments };
  }
}

async function* frames(fragments: Fragments): AsyncIterable<{ readonly frame: CocoFrame; readonly imageId: number }> {
  let imageId = 1;
  for await (const { fragment } of fragments) {
    for (const frame of fragment as unknown as CocoFragment) yield { frame, imageId: imageId++ };
  }
}
