/**
 * Coulomb's friction in cannon-es. Two traps of its own: it takes the friction force of a contact,
 * mu m g, for the impulse of one step, so that at 120 steps a second everything sticks 120 times too well; and it grants that to each of a
 * face's contact points, not to the body. Sliding distances of test/world/loose.test.ts show it.
 */
import { Vec3 as CannonVec3, type FrictionEquation, type World } from '#cannon';

export interface Friction {
  /** To be called before each step of `dt` s. */
  before(dt: number): void;
}

/** @param gravity m/s^2 */
export function coulombFriction(world: World, gravity: number): Friction {
  const limit = new CannonVec3();
  world.frictionGravity = limit;
  const { narrowphase } = world;
  const find = narrowphase.getContacts.bind(narrowphase);
  narrowphase.getContacts = (...args) => {
    find(...args);
    shareAmongPoints(args[5]);
  };
  return { before: (dt) => limit.set(0, 0, -gravity * dt) };
}

/** Each contact point has two equations, one for each direction along the surface. */
function shareAmongPoints(equations: readonly FrictionEquation[]): void {
  const pairOf = ({ bi, bj }: FrictionEquation): number => bi.id * 65536 + bj.id;
  const counts = new Map<number, number>();
  for (const equation of equations) counts.set(pairOf(equation), (counts.get(pairOf(equation)) ?? 0) + 1);
  for (const equation of equations) {
    const points = (counts.get(pairOf(equation)) as number) / 2;
    equation.minForce /= points;
    equation.maxForce /= points;
  }
}
