/** What must have gone as declared before a run is judged. Tolerances: those of Euro NCAP's track tests (science.md 6, item 7). */
import { may, name, need, oneKey, record, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';

const point = may(
  value("The other's point that counts, ahead of its middle along its heading; 0 m.", 'length', { least: -20, most: 20 }),
);

export const execution = oneKey('a check of the execution', {
  impact: record('where the other would be hit, were the first to keep its start speed and line', {
    of: need(name('Who would hit.', 'actor', 'ego')),
    with: need(name('Whom.', 'actor', 'target')),
    at: need(value('Share of its width, as its front reaches the other.', 'ratio', { least: -5, most: 5 })),
    from: may(word('Side that the share is counted from; the one that the other comes from when missing.', ['left', 'right'])),
    point,
    within: may(value('Tolerance across; 0.05 m.', 'length', { least: 0 })),
  }),
  speed: record('speed at an instant', {
    of: need(name('Whose.', 'actor', 'target')),
    is: need(value('Declared speed.', 'speed', { least: 0 })),
    after: need(name('Event, or start; nothing is checked where it never comes or a contact comes first.', 'event')),
    by: may(value('This long after; 0 s.', 'time', { least: 0 })),
    within: may(value('Tolerance; 0.2 km/h.', 'speed', { least: 0 })),
  }),
  offset: record('keeps to the line it starts on: its lane, or straight ahead', {
    of: need(name('Who.', 'actor', 'target')),
    until: may(name('Event or contact; when missing until it brakes (1 m/s^2) or is touched.', 'event')),
    within: may(value('Tolerance to either side; 0.05 m.', 'length', { least: 0 })),
  }),
});
export type ExecutionNode = Read<typeof execution>;
