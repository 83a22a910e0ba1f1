/** A sample's sample_annotation and instance records: bodies near the ego at every key frame, seen or not. */
import type { Ontology } from '#contracts/label';
import type { BodyPose } from '#contracts/observation';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import type { Json } from '#core/hash';
import { norm, sub, transformPoint, type Vec3 } from '#core/pose';
import type { KeyFrame } from './gathered.js';
import { attributeOf, attributeToken, categoryName, categoryToken, visibilityToken } from './taxonomy.js';
import type { TokenOf } from './tokens.js';
import { quaternion } from './values.js';

/** The ontology's class of what has none. */
const NAMELESS = 'unlabeled';
/** Bodies whose box has its middle within that distance of the ego are annotated, m. */
export const ANNOTATED_RANGE = 150;

export interface AnnotationInput {
  readonly ontology: Ontology;
  readonly scene: SceneSpec;
  readonly keys: readonly KeyFrame[];
  readonly tokenOf: TokenOf;
  readonly toGlobal: (world: Vec3) => Vec3;
}
type Row = { readonly [key: string]: Json };

export function annotationTables(input: AnnotationInput): { readonly instance: Row[]; readonly sample_annotation: Row[] } {
  const instance: Row[] = [];
  const rows: { readonly key: number; readonly row: Row }[] = [];
  for (const body of input.scene.bodies.filter((each) => each.role !== 'ego' && each.class !== NAMELESS)) {
    const category = categoryName(input.ontology, body.class, body);
    const there = input.keys.flatMap((key, i) => (nearEgo(key, body) === undefined ? [] : [i]));
    if (there.length === 0) continue;
    const tokenAt = (i: number | undefined) => (i === undefined ? '' : input.tokenOf('sample_annotation', body.instance, i));
    instance.push({
      token: input.tokenOf('instance', body.instance),
      category_token: categoryToken(category),
      nbr_annotations: there.length,
      first_annotation_token: tokenAt(there[0]),
      last_annotation_token: tokenAt(there.at(-1)),
      body: body.id,
      track: body.instance,
    });
    for (const [k, key] of there.entries()) {
      const links = { token: tokenAt(key), prev: tokenAt(there[k - 1]), next: tokenAt(there[k + 1]) };
      rows.push({ key, row: { ...links, ...annotation(input, body, category, key) } });
    }
  }
  return { instance, sample_annotation: rows.sort((a, b) => a.key - b.key).map(({ row }) => row) };
}

function annotation({ keys, tokenOf, toGlobal }: AnnotationInput, body: BodySpec, category: string, index: number): Row {
  const key = keys[index] as KeyFrame;
  const { worldFromBody, velocity } = nearEgo(key, body) as BodyPose;
  const attribute = attributeOf(category, body, velocity);
  const [length, width, height] = body.box.size;
  return {
    sample_token: tokenOf('sample', index),
    instance_token: tokenOf('instance', body.instance),
    visibility_token: key.hasPictures ? visibilityToken(key.shares.get(body.instance) ?? 0) : '',
    attribute_tokens: attribute === undefined ? [] : [attributeToken(attribute)],
    translation: toGlobal(transformPoint(worldFromBody, body.box.center)),
    size: [width, length, height],
    rotation: quaternion(worldFromBody.orientation),
    num_lidar_pts: key.lidarPoints.get(body.instance) ?? 0,
    num_radar_pts: key.radarPoints.get(body.instance) ?? 0,
  };
}

function nearEgo({ bodies, worldFromEgo }: KeyFrame, { id, box }: BodySpec): BodyPose | undefined {
  const body = bodies.find((each) => each.id === id);
  if (body === undefined || worldFromEgo === undefined) return undefined;
  const away = norm(sub(transformPoint(body.worldFromBody, box.center), worldFromEgo.position));
  return away <= ANNOTATED_RANGE ? body : undefined;
}
