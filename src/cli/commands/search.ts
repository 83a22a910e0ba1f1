import { readFile } from 'node:fs/promises';
import { EXIT } from '#core/errors';
import type { SearchReport } from '#toolkit';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { warnOn } from '../report.js';
import { integerValue, seedValue } from '../values.js';

export const search: Command = {
  usage: 'search <file>',
  about: 'Find failures of a scenario fast: one of each kind, the likeliest, only just failing',
  positionals: { file: 'scenario file' },
  options: {
    event: {
      ...TEXT,
      default: 'fail',
      describe: "collision, fail, 'ttc < 1.0', 'gap < 0.5' or 'impact speed > 8' (s, m, m/s)",
    },
    budget: { ...TEXT, default: '2000', describe: 'runs at most' },
    sut: { ...TEXT, default: 'scenario', describe: 'what drives the ego, as for validate' },
    out: { ...TEXT, describe: 'new folder for the failures, each a scenario with its parameters held' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    assets: { ...TEXT, describe: "manifest of model files (docs/own-assets.md), besides the scenario's own `assets`" },
    timeout: { ...TEXT, default: '5000', describe: 'for each answer of an external system, ms' },
    json: { ...FLAG, describe: 'what was found as one JSON object' },
  },
  examples: [["$0 search scenarios/wildlife/moose-at-night.yaml --event 'impact speed > 15' --out out/worst", 'what it takes']],
  async run(args, io) {
    const toolkit = await import('#toolkit');
    const answerMs = integerValue('--timeout', args.need('timeout'), 1, 3_600_000);
    const event = toolkit.readEvent(args.need('event'));
    const system = toolkit.readSystem(args.need('sut'));
    const budget = integerValue('--budget', args.need('budget'), 100, 100_000_000);
    const seed = seedValue(args.need('seed'));
    const [file, assets, out] = [args.need('file'), args.text('assets'), args.text('out')];
    if (out !== undefined) await toolkit.needEmpty(out);
    const scenario = await toolkit.readScenario(file, { warn: warnOn(io), ...(assets === undefined ? {} : { assets }) });
    const found = await toolkit.searchEvent({
      scenario,
      bodies: scenario.bodies,
      event,
      system,
      seed,
      budget,
      startMs: Math.max(answerMs, 10_000),
      answerMs,
      signal: io.signal,
    });
    const files = out === undefined ? [] : await toolkit.writeFailures(out, await readFile(file, 'utf8'), scenario, found);
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
  for (const { parameters, beta, margin } of failures) {
    const values = Object.entries(parameters).map(
      ([name, value]) => `${name} ${typeof value === 'number' ? value.toPrecision(4) : value}`,
    );
    io.out(`  ${beta.toFixed(2)} standard deviations off, margin ${margin.toPrecision(2)}: ${values.join(', ')}`);
  }
}
