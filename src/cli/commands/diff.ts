import { EXIT } from '#core/errors';
import type { ScenarioChange } from '#toolkit';
import { type Command, FLAG } from '../command.js';

export const diff: Command = {
  usage: 'diff <before> <after>',
  about: 'Say what changed in meaning between two scenarios, not in text: units, order and layout do not count',
  positionals: { before: 'scenario file', after: 'scenario file' },
  options: { json: { ...FLAG, describe: 'one JSON array of changes' } },
  examples: [['$0 diff old/deer.yaml new/deer.yaml', 'exit 0: the same draws from the same seed; 1: not']],
  async run(args, io) {
    const { diffScenarios } = await import('#toolkit');
    const changes = await diffScenarios(args.need('before'), args.need('after'));
    if (args.flag('json')) io.out(JSON.stringify(changes));
    else for (const change of changes) io.out(lineOf(change));
    return changes.some(({ isWords }) => !isWords) ? EXIT.failed : EXIT.fine;
  },
};

/** `changed  actors.deer.at.offset: 3 m -> 5 m  (a.yaml:12:8, b.yaml:12:8)` */
function lineOf({ kind, path, before, after, placeBefore, placeAfter, isWords }: ScenarioChange): string {
  const places = [placeBefore, placeAfter].flatMap((place) =>
    place === undefined ? [] : [`${place.file}:${place.line}:${place.column}`],
  );
  const values = [before, after]
    .filter((value) => value !== undefined)
    .map((value) => (value.length > 80 ? `${value.slice(0, 79)}…` : value));
  const words = isWords ? ', which describes only' : '';
  return `${kind.padEnd(8)} ${path}: ${values.join(' -> ')}${words}  (${places.join(', ')})`;
}
