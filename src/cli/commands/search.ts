import { readFile } from 'node:fs/promises';
import { EXIT } from '#core/errors';
import type { SearchReport } from '#toolkit';
import { type Command, FLAG, TEXT } from '../command.js';
import { EVENT_OPTIONS, EVENTS, eventRequest, parametersLine } from '../event-options.js';
import type { Io } from '../io.js';

export const search: Command = {
  usage: 'search <file>',
  about: 'Find failures of a scenario fast: one of each kind, the likeliest, only just failing',
  positionals: { file: 'scenario file' },
  options: {
    event: { ...TEXT, default: 'fail', describe: EVENTS },
    budget: { ...TEXT, default: '2000', describe: 'runs at most' },
    out: { ...TEXT, describe: 'new folder for the failures, each a scenario with its parameters held' },
    ...EVENT_OPTIONS,
    json: { ...FLAG, describe: 'what was found as one JSON object' },
  },
  examples: [["$0 search scenarios/wildlife/moose-at-night.yaml --event 'impact speed > 15' --out out/worst", 'what it takes']],
  async run(args, io) {
    const { needEmpty, searchEvent, writeFailures } = await import('#toolkit');
    const out = args.text('out');
    if (out !== undefined) await needEmpty(out);
    const request = await eventRequest(args, io, 100);
    const found = await searchEvent(request);
    const text = await readFile(args.need('file'), 'utf8');
    const files = out === undefined ? [] : await writeFailures(out, text, request.scenario, found);
    if (args.flag('json')) io.out(JSON.stringify(found));
    else print(found, io);
    if (files.length > 0 && !args.flag('json')) io.out(`${files.join(', ')} in ${out}`);
    return found.failures.length > 0 ? EXIT.failed : EXIT.fine;
  },
};

function print({ event, runs, firstAfter, failures }: SearchReport, io: Io): void {
  if (firstAfter === undefined) {
    io.out(`no ${event} in ${runs} runs; that is no proof that there is none`);
    return;
  }
  io.out(
    `${failures.length} ${failures.length === 1 ? 'kind' : 'kinds'} of ${event} in ${runs} runs, the first after ${firstAfter}`,
  );
  for (const { parameters, beta, margin } of failures)
    io.out(`  ${beta.toFixed(2)} standard deviations off, margin ${margin.toPrecision(2)}: ${parametersLine(parameters)}`);
}
