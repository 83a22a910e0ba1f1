/** Bystanders and other traffic (ASAM OpenSCENARIO: traffic swarm): so many of some kinds, along lanes, each drawn on its own. */
import { choice, kindChoice } from '../language/choice.js';
import { list, may, name, named, need, record } from '../language/combinators.js';
import { value } from '../language/value.js';
import { controller, KINDS, trait } from './actors.js';

const swarm = record('so many of some kinds along lanes; every value but the count is drawn for each of them', {
  kind: need(kindChoice('What they are.', KINDS)),
  count: need(value('How many, rounded; fewer where they find no room.', 'number', { least: 0, most: 200 })),
  lanes: need(list('lanes they are on, chosen evenly', name('Lane id of the layout.', 'lane'), 1)),
  from: need(value('First station they may start at.', 'length')),
  to: need(value('Last one.', 'length')),
  offset: may(value("To the left of the lane's middle, seen the way they face; within the lane when missing.", 'length')),
  speed: may(value('They keep it; they stand when missing.', 'speed', { least: 0, most: 60 })),
  facing: may(choice('Which way along the lane they go; `along` when missing.', ['along', 'against', 'either', 'any'])),
  spacing: may(value('Least free space round each at the start; 0.4 m.', 'length', { least: 0, most: 100 })),
  controller: may(controller),
  look: may(named('Traits of how they look.', trait, { called: 'paint' })),
});
export type SwarmTree = NonNullable<ReturnType<typeof swarm.read>>;

export const traffic = named('others on the road and beside it, by name', swarm, { called: 'walkers' });
