import type { Run, Verdict } from '#contracts/run';
import { EXIT } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { warnOn } from '../report.js';
import { integerValue, seedValue } from '../values.js';

export const simulate: Command = {
  usage: 'simulate <file>',
  about: 'Run the physics and judge, without pictures',
  positionals: { file: 'scenario file' },
  options: {
    count: { ...TEXT, default: '1', describe: 'how many draws' },
    assets: { ...TEXT, describe: "manifest of model files (docs/own-assets.md), besides the scenario's own `assets`" },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    criticality: { ...FLAG, describe: 'how critical each run was: its figures, and with --json a table over time' },
    json: { ...FLAG, describe: 'the canonical trace and verdict, one JSON a line' },
  },
  examples: [
    ['$0 simulate scenarios/pedestrian/cpna-adult-near-side.yaml --count 20 --seed 1', 'twenty verdicts'],
    ['$0 simulate scenarios/pedestrian/cpna-adult-near-side.yaml --json > run.json', 'one trace'],
    ['$0 simulate scenarios/pedestrian/cpna-adult-near-side.yaml --criticality', 'with its least TTC, DRAC, RSS margin, ...'],
  ],
  async run(args, io) {
    const count = integerValue('--count', args.need('count'), 1, 1_000_000);
    const seed = seedValue(args.need('seed'));
    const { drawConcrete, metricName, metricText, readScenario, simulateConcrete } = await import('#toolkit');
    const assets = args.text('assets');
    const scenario = await readScenario(args.need('file'), {
      warn: warnOn(io),
      ...(assets === undefined ? {} : { assets }),
    });
    const asked = args.flag('criticality') ? ({ criticality: true } as const) : {};
    const outcomes = { pass: 0, fail: 0, invalid: 0 };
    const start = io.now();
    let simulated = 0;
    for (let draw = 0; draw < count; draw++) {
      io.signal.throwIfAborted();
      const { concrete } = drawConcrete(scenario, seed, draw);
      const run = simulateConcrete(concrete, false, { bodies: scenario.bodies, ...asked });
      outcomes[run.verdict.outcome]++;
      simulated += (run.trace.ticks.at(-1)?.timeNs ?? 0) / 1e9;
      if (args.flag('json')) io.out(json(run));
      else printRun(run, io, (key, value) => `${metricName(key)} ${metricText(key, value)}`);
    }
    const seconds = (io.now() - start) / 1000;
    const speed = `${simulated.toFixed(1)} s simulated in ${seconds.toFixed(2)} s`;
    if (!args.flag('json')) io.err(`${outcomes.pass} pass, ${outcomes.fail} fail, ${outcomes.invalid} invalid; ${speed}`);
    return outcomes.fail + outcomes.invalid > 0 ? EXIT.failed : EXIT.fine;
  },
};

function json({ trace, verdict, criticality }: Run): string {
  return canonicalJson({ trace, verdict, ...(criticality === undefined ? {} : { criticality }) });
}

function printRun({ scenario, verdict, trace, criticality }: Run, io: Io, told: (key: string, value: number) => string): void {
  const seconds = (trace.ticks.at(-1)?.timeNs ?? 0) / 1e9;
  io.out(`draw ${scenario.draw}: ${verdict.outcome} after ${seconds.toFixed(2)} s${reasons(verdict)}`);
  for (const event of trace.events)
    io.out(`  ${(event.timeNs / 1e9).toFixed(3)} s  ${event.kind}  ${event.name}  ${event.bodies.join(', ')}`);
  if (criticality === undefined) return;
  for (const [key, value] of Object.entries(verdict.metrics)) io.out(`  ${told(key, value)}`);
}

function reasons(verdict: Verdict): string {
  const failed = verdict.criteria
    .filter(({ passed }) => !passed)
    .map(({ criterion, value }) => `${criterion}${value === undefined ? '' : ` (${value.toFixed(2)})`}`);
  const all = [...failed, ...verdict.brokenRequirements.map((name) => `required: ${name}`)];
  return all.length === 0 ? '' : `: ${all.join('; ')}`;
}
