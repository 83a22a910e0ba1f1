import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { EXIT } from '#core/errors';
import type { ScenarioEstimate } from '#toolkit';
import { type Command, FLAG, TEXT } from '../command.js';
import { EVENT_OPTIONS, EVENTS, eventRequest, parametersLine } from '../event-options.js';
import type { Io } from '../io.js';
import { numberValue, oneOf } from '../values.js';

const METHODS = ['monte-carlo', 'cross-entropy', 'subset'] as const;

export const estimate: Command = {
  usage: 'estimate <file>',
  about: 'Say how likely a rare event is, with an honest interval',
  positionals: { file: 'scenario file' },
  options: {
    event: { ...TEXT, default: 'collision', describe: EVENTS },
    budget: { ...TEXT, default: '20000', describe: 'runs at most, those for finding the way included' },
    cov: { ...TEXT, default: '0.05', describe: 'coefficient of variation to aim at' },
    method: { ...TEXT, describe: 'monte-carlo, cross-entropy or subset; chosen by checks when missing' },
    ...EVENT_OPTIONS,
    samples: { ...TEXT, describe: 'file for the kept samples, one JSON a line, each with its weight' },
    json: { ...FLAG, describe: 'the estimate as one JSON object' },
  },
  examples: [['$0 estimate docs/examples/aeb-4d.yaml --event collision', 'how rare a collision is']],
  async run(args, io) {
    const method = args.text('method');
    const chosen = method === undefined ? {} : { method: oneOf('--method', method, METHODS) };
    const cov = numberValue('--cov', args.need('cov'), 0.001, 1);
    const request = await eventRequest(args, io, 500);
    const { estimateEvent } = await import('#toolkit');
    const { estimate: found, samples } = await estimateEvent({
      ...request,
      cov,
      ...chosen,
      onRun: (made) => {
        if (io.isTerminal && made % 100 === 0) io.draw(`\r${made} of at most ${request.budget} runs`);
      },
    });
    const file = args.text('samples');
    if (file !== undefined) await writeLines(file, samples());
    if (args.flag('json')) io.out(JSON.stringify(found));
    else print(found, io);
    return EXIT.fine;
  },
};

async function writeLines(file: string, rows: Iterable<unknown>): Promise<void> {
  const stream = createWriteStream(file);
  for (const row of rows) if (!stream.write(`${JSON.stringify(row)}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
}

function print(found: ScenarioEstimate, io: Io): void {
  const { event, probability, interval, warnings } = found;
  io.out(`P(${event}) = ${sci(probability)}, 95 % interval ${sci(interval[0])} to ${sci(interval[1])}`);
  const fewer = found.acceleration < 1.5 ? 'no fewer' : `${sci(found.acceleration)} times fewer`;
  io.out(`${found.method}, ${found.runs} runs in all, CoV ${found.cov.toFixed(3)}, ${fewer} than plain Monte Carlo`);
  io.out(
    `effective samples ${found.effectiveSamples.toFixed(0)}, largest weight ${(100 * found.largestWeightShare).toFixed(1)} % of the probability`,
  );
  if (found.accepted !== undefined)
    io.out(`among the ${(100 * found.accepted.share).toFixed(1)} % of draws that the scenario's requirements accept`);
  for (const [i, { share, parameters }] of found.modes.entries())
    io.out(`mode ${i + 1}, ${(100 * share).toFixed(1)} %: ${parametersLine(parameters)}`);
  if (warnings.length === 0) return;
  io.err('');
  io.err('*** THIS NUMBER CAN NOT BE TRUSTED AS IT IS ***');
  for (const { code, message } of warnings) io.err(`  ${code}: ${message}`);
}

function sci(value: number): string {
  return value === 0 || (value >= 0.01 && value < 10_000) ? value.toPrecision(3) : value.toExponential(2);
}
