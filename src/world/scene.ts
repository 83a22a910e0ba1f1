/** The bodies of a sample: the story's actors, then the place's props, numbered in that order. */

import { bodyAssets } from '#assets/index';
import type { Bodies } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { ConcreteActor, ConcreteScenario } from '#contracts/scenario';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import { hashOf } from '#core/hash';
import { cos, sin } from '#core/math';
import { quatFromHeadingPitchRoll, type Vec3 } from '#core/pose';
import { isLevel, riseOf, stepHeightOf } from '#places/index';
import { WALKER_TURN_RATE } from './actions/common.js';
import { moverOf } from './actors/index.js';
import type { Body, Motion } from './body.js';
import { lanePath, nearestStation, pathThrough } from './motion/path.js';
import { quadAtRest } from './motion/quadrotor.js';

/** Parked cars nearer to an actor's start than this make room for it, m. */
const CLEARANCE = 0.3;

export function bodiesOf(scenario: ConcreteScenario, place: Place, assets: Bodies = bodyAssets): Body[] {
  const actors = scenario.actors.map((actor) => ({ id: actor.id, role: actor.role, look: actor.look, actor }));
  const props = place.props
    .filter((prop) => !scenario.actors.some((actor) => overlaps(actor, prop.worldFromBody.position, prop.look.asset, assets)))
    .map((prop) => ({ id: prop.id, role: 'prop' as const, look: prop.look, actor: undefined }));
  const level = isLevel(place);
  const lifts = place.camber === undefined ? {} : { rise: riseOf(place) };
  return [...actors, ...props].map(({ id, role, look, actor }, index) => {
    const asset = assets.get(look.asset);
    const box = asset.box(look);
    const spec: BodySpec = { id, instance: index + 1, class: asset.class, role, look, box };
    const { kind, mass } = moverOf(asset);
    const reach =
      Math.sqrt(box.size[0] * box.size[0] + box.size[1] * box.size[1]) / 2 + Math.abs(box.center[0]) + Math.abs(box.center[1]);
    const ground = kind === 'walker' && !level ? { ground: stepHeightOf(place) } : {};
    return { index, spec, asset, kind, mass, reach, ...lifts, ...ground, ...(actor === undefined ? {} : { actor }) };
  });
}

function overlaps(actor: ConcreteActor, prop: Vec3, propAsset: string, assets: Bodies): boolean {
  const mine = assets.get(actor.look.asset).box(actor.look).size;
  const theirs = assets.get(propAsset).box({ asset: propAsset, seed: 0, traits: {} }).size;
  const [x, y, z] = actor.start.position;
  return (
    z < 2 &&
    prop[2] < 2 &&
    Math.abs(x - prop[0]) < (mine[0] + theirs[0]) / 2 + CLEARANCE &&
    Math.abs(y - prop[1]) < (mine[1] + theirs[1]) / 2 + CLEARANCE
  );
}

export function sceneOf(scenario: ConcreteScenario, bodies: readonly Body[], semanticIds: SceneSpec['semanticIds']): SceneSpec {
  const { place, appearance } = scenario;
  const rest = {
    place,
    bodies: bodies.map((body) => body.spec),
    semanticIds,
    ...(appearance === undefined ? {} : { appearance }),
  };
  return { id: hashOf(rest), ...rest };
}

export function firstMotion(body: Body, place: Place, all: readonly Body[]): Motion {
  const { actor } = body;
  if (actor === undefined) {
    const prop = place.props.find((each) => each.id === body.spec.id);
    if (prop === undefined) throw new Error(`no prop is called ${body.spec.id}`);
    return { mode: 'still', ...prop.worldFromBody };
  }
  const { position, heading, speed, lane } = actor.start;
  const orientation = quatFromHeadingPitchRoll(heading);
  switch (body.kind) {
    case 'quadrotor':
      return {
        mode: 'quad',
        quad: quadAtRest(position, heading, [0, 0, 0]),
        route: [position],
        progress: 0,
        speed,
        corridorRadius: 1e6,
        heading,
      };
    case 'flyer':
      return {
        mode: 'air',
        points: [position, [position[0] + 1000 * cos(heading), position[1] + 1000 * sin(heading), position[2]]],
        s: 0,
        speed,
        phase: 0,
      };
    case 'drifter':
      return { mode: 'drift', position, orientation };
    case 'fixed':
      return { mode: 'still', position, orientation };
    case 'load':
      return carriedOr(body, actor, all) ?? { mode: 'still', position, orientation };
    default: {
      const path =
        lane === undefined
          ? pathThrough(
              [
                [position[0], position[1]],
                [position[0] + cos(heading), position[1] + sin(heading)],
              ],
              false,
              heading,
            )
          : lanePath(place, lane.id, lane.offset, lane.against);
      const s = lane === undefined ? 0 : nearestStation(path, [position[0], position[1]]);
      return {
        mode: 'path',
        path,
        along: { s, v: speed, a: 0 },
        command: { type: 'cruise' },
        heading,
        turnRate: body.kind === 'walker' ? WALKER_TURN_RATE : 1e9,
        phase: 0,
        rolled: 0,
      };
    }
  }
}

/** A load that follows a body rides on it, where the author put it, until the story releases it. */
function carriedOr(_body: Body, actor: ConcreteActor, all: readonly Body[]): Motion | undefined {
  const carrier = all.find((each) => each.spec.id === actor.follows?.leader);
  if (carrier?.actor === undefined) return undefined;
  const { position, heading } = carrier.actor.start;
  const dx = actor.start.position[0] - position[0];
  const dy = actor.start.position[1] - position[1];
  const [c, s] = [cos(heading), sin(heading)];
  return {
    mode: 'carried',
    by: carrier.index,
    offset: [dx * c + dy * s, dy * c - dx * s, actor.start.position[2] - position[2]],
    turn: quatFromHeadingPitchRoll(actor.start.heading - heading),
  };
}
