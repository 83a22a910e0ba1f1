/**
 * A message of our own for each kind of sensor that gives a handful of values, made from the kind's declaration: everything that it measured
 * and, beside it, what is true. Foxglove's and ROS's messages have no place for the latter.
 */

import type { FoxgloveMessageField } from '@foxglove/schemas/internal.js';
import { type ObservationKind, type ObservationOf, schemaOf } from '#contracts/observation';
import { type Definition, nested, OWN_PACKAGE, text } from './descriptors.js';
import { messageType, stampOf } from './messages.js';

/** `nearmiss.ImuValues` with `timestamp`, `frame_id` and the declared values: a number, or several. */
export function valuesMessage(kind: ObservationKind) {
  const names = Object.keys(schemaOf(kind).values);
  const type = messageType(definitionOf(kind));
  return {
    type,
    encode({ timeNs, values }: ObservationOf<ObservationKind>, frameId: string): Uint8Array {
      const known = values as Readonly<Record<string, readonly number[]>>;
      const fields = names.map((name) => {
        const numbers = known[name] ?? [];
        return [name, schemaOf(kind).values[name]?.channels === 1 ? (numbers[0] ?? 0) : numbers];
      });
      return type.encode({ timestamp: stampOf(timeNs), frameId, ...Object.fromEntries(fields) });
    },
  };
}

function definitionOf(kind: ObservationKind): Definition {
  const values = Object.entries(schemaOf(kind).values).map(
    ([name, { channels }]): FoxgloveMessageField => ({
      name: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      type: { type: 'primitive', name: 'float64' },
      description: '',
      ...(channels === 1 ? {} : { array: channels }),
    }),
  );
  const name = `${kind.replace(/(?:^|-)./g, (start) => start.slice(-1).toUpperCase())}Values`;
  const fields: FoxgloveMessageField[] = [nested('timestamp', 'Timestamp'), text('frame_id'), ...values];
  return { package: OWN_PACKAGE, message: { type: 'message', name, description: '', fields } };
}
