/** A motorcycle as a machine: its parts in their materials. */
import type { Look } from '#contracts/scene';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';
import { MATERIALS, paintOf } from '../vehicles/paint.js';
import type { Joint, Machine, MachinePart } from './machine.js';
import { drawFront, drawMotorcycle, type MotorcycleSpec } from './motorcycle-shape.js';
import { rimOf, tyreOf } from './motorcycle-wheels.js';
import { drawScooter } from './scooter-shape.js';

/** Body frame: origin below the middle of the wheelbase. The tail stands out behind as the length says. */
export function machineOf(s: MotorcycleSpec, look: Look, sides: number, around: number): Machine {
  const paint = paintOf(look);
  const clean = (tag: string) =>
    tag === 'paint'
      ? paint
      : tag === 'visor'
        ? MATERIALS.glass
        : MATERIALS[tag === 'black' ? 'trim' : tag === 'metal' ? 'steel' : tag];
  const drawn = (joint: Joint, draw: (on: (tag: string) => MeshBuilder) => void): MachinePart[] => {
    const builders = new Map<string, MeshBuilder>();
    draw((tag) => {
      const known = builders.get(tag) ?? createMeshBuilder();
      builders.set(tag, known);
      return known;
    });
    return [...builders].map(([tag, b]) => ({
      name: `${joint} ${tag}`,
      joint,
      mesh: b.build(0.5),
      material: clean(tag) as MachinePart['material'],
    }));
  };
  const spokes = around > 12 ? 5 : 0;
  const rim = MATERIALS.darkRim as MachinePart['material'];
  const tyre = MATERIALS.tyre as MachinePart['material'];
  return {
    rear: [-s.wheelbase / 2, 0, s.wheels[0]],
    front: [s.wheelbase / 2, 0, s.wheels[1]],
    crank: [0, 0, 0],
    wheels: s.wheels,
    steering: [s.wheelbase / 2 - s.grip[0] + 0.12, 0, s.grip[2]],
    parts: [
      ...drawn('frame', (on) => (s.kind === 'scooter' ? drawScooter(on, s, sides) : drawMotorcycle(on, s, sides))),
      ...drawn('steering', (on) => drawFront(on, s, sides)),
      { name: 'rear wheel', joint: 'rear', mesh: tyreOf(s.wheels[0], s.tyres[0], around), material: tyre },
      { name: 'front wheel', joint: 'front', mesh: tyreOf(s.wheels[1], s.tyres[1], around), material: tyre },
      { name: 'rear rim', joint: 'rear', mesh: rimOf(s.wheels[0], s.tyres[0], around, spokes), material: rim },
      { name: 'front rim', joint: 'front', mesh: rimOf(s.wheels[1], s.tyres[1], around, spokes), material: rim },
    ],
  };
}
