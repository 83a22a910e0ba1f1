/** A manifest of model files: bodies of the author's own by the names that actors call them by. */
import type { Lamp, OwnMotion } from '#contracts/model';
import { AXES, SURFACES } from '#contracts/own-asset';
import { list, may, name, named, need, record, said, text, word } from '../language/combinators.js';
import type { Declaration } from '../language/context.js';
import { oneOf, otherwise, whenText } from '../language/union.js';
import { LENGTH, literal, MASS, NUMBER, SPEED } from './literal.js';

/** Names of nodes, materials and joints are what the modelling tool gave them. */
const ANY_NAME = /\S/;

const LAMPS: readonly Lamp[] = [
  'head',
  'high',
  'tail',
  'brake',
  'reverse',
  'turn-left',
  'turn-right',
  'beacon',
  'street',
  'always',
];

const gait = record('a gait', {
  clip: need(name('Name of the animation in the file; one run of it is one cycle.')),
  stride: may(
    literal('How far a cycle takes it; as far as the clip moves its root, or its feet, when missing.', LENGTH, 0.02, 50),
  ),
  from: may(literal('It is the gait from this speed on.', SPEED, 0, 100)),
});

const keypoint = oneOf('where a keypoint is', [
  whenText('LeftFoot', name('A joint (node) of the file.')),
  otherwise(
    '{joint: Head, at: [0, 0.1, 0.08]}',
    record('a point beside a joint', {
      joint: need(name('A joint (node) of the file.')),
      at: need(list("x, y, z in the joint's own axes and the file's unit", literal('One of them.', NUMBER, -1e6, 1e6), 3)),
    }),
  ),
]);

const asset = record('a body of your own', {
  file: need(name('Binary glTF 2.0 (.glb), beside the manifest.')),
  class: need(name('Class of the ontology that it is labelled as, such as truck, person or obstacle.')),
  licence: need(
    said(text("The model's licence, as SPDX names it: CC-BY-4.0, CC0-1.0, ... It goes into every dataset's manifest.", 200)),
  ),
  source: need(text('Where the model is from, and by whom. It goes into every dataset as well.', 2000)),
  title: may(text('A short name for people; the name when missing.', 120)),
  moves: need(
    said(
      word<OwnMotion>(
        'How it moves: on wheels along lanes, on legs with gaits, not at all, or as it is carried, thrown or hit.',
        ['wheeled', 'walker', 'fixed', 'load'],
      ),
    ),
  ),
  mass: need(literal('What it weighs.', MASS, 0.001, 1_000_000)),
  scale: may(
    said(literal('Metres in one unit of the file; 1 when missing, 0.01 for a file in centimetres.', NUMBER, 1e-6, 1e6)),
  ),
  forward: may(said(word("Which of the file's axes looks ahead; +z when missing, as glTF has it.", AXES))),
  up: may(said(word("Which of the file's axes is up; +y when missing.", AXES))),
  wheels: may(
    named(
      'nodes that are wheels, with all below them: `spin` rolls, `steer` rolls and steers',
      word<'spin' | 'steer'>('What the wheel does.', ['spin', 'steer']),
      { called: 'Material', pattern: ANY_NAME },
    ),
  ),
  lamps: may(
    named('materials that are lamps, by what lights them', word('Which switch lights it.', LAMPS), {
      called: 'Lamp',
      pattern: ANY_NAME,
    }),
  ),
  surfaces: may(
    named('materials by what they are made of: for gloss, lidar and random colours', word('What it is made of.', SURFACES), {
      called: 'Material',
      pattern: ANY_NAME,
    }),
  ),
  skeleton: may(named("the class's keypoints, each by a joint", keypoint, { called: 'nose' })),
  gaits: may(named('gaits by name, each by a clip of the file', gait, { called: 'walk' })),
});

export const manifestDeclaration = named('bodies of your own, by the names that actors call them', asset, {
  called: 'my-truck',
});
export type ManifestTree = NonNullable<typeof manifestDeclaration extends Declaration<infer T> ? T : never>;
export type AssetTree = ManifestTree extends ReadonlyMap<string, { readonly value: infer T }> ? T : never;
