import type { ValidationCase, ValidationReport } from '#contracts/validation';
import { EXIT, type ExitCode } from '#core/errors';
import { type Command, FLAG, TEXT } from '../command.js';
import { answerTimes, WORKERS, workerOptions } from '../event-options.js';
import { warnOn } from '../report.js';
import { earlyValue, integerValue, seedValue } from '../values.js';

export const validate: Command = {
  usage: 'validate <targets..>',
  about: 'Run a system under test through scenarios, and judge it',
  positionals: { targets: 'scenario files, folders of some, or packs (pack:NAME)' },
  options: {
    out: { ...TEXT, demandOption: true, describe: 'folder for the reports: new or empty' },
    sut: {
      ...TEXT,
      default: 'scenario',
      describe:
        "what drives the ego: scenario (its own controller), constant, idm, aeb, r157, rss, fsm, a module (.mjs, .ts), or an external process: 'cmd:python3 mine.py'",
    },
    count: { ...TEXT, default: '1', describe: 'draws of each scenario' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    assets: { ...TEXT, describe: 'manifest of model files (docs/own-assets.md) for all scenarios, besides their own `assets`' },
    baseline: { ...TEXT, describe: 'folder of an earlier validation to compare with' },
    early: {
      ...TEXT,
      describe: 'good,bad: end a scenario once its failure probability is told to be one or the other (0.001,0.01)',
    },
    workers: WORKERS,
    timeout: { ...TEXT, default: '5000', describe: 'for each answer of an external system, ms' },
    annotations: { ...FLAG, describe: 'say failures as GitHub workflow commands, too' },
    json: { ...FLAG, describe: 'the report as one JSON object' },
  },
  examples: [
    ['$0 validate scenarios/pedestrian --sut r157 --count 20 --out reports', 'a reference driver in five scenarios'],
    ['$0 validate pack:euro-ncap-2026-vru --sut aeb --out reports', "all of a protocol's tests"],
    ["$0 validate scenarios --sut 'cmd:python3 mine.py' --out tonight --baseline last-night", 'your own, against last night'],
  ],
  async run(args, io) {
    const toolkit = await import('#toolkit');
    const system = toolkit.readSystem(args.need('sut'));
    const count = integerValue('--count', args.need('count'), 1, 1_000_000);
    const seed = seedValue(args.need('seed'));
    const times = answerTimes(args);
    const workers = workerOptions(args, io);
    const [out, assets, early, baseline] = [args.need('out'), args.text('assets'), args.text('early'), args.text('baseline')];
    await toolkit.needEmpty(out);
    const opened = await toolkit.openValidation({
      targets: args.list('targets'),
      seed,
      count,
      system,
      warn: warnOn(io),
      ...(assets === undefined ? {} : { assets }),
    });
    const validated = await toolkit.validate({
      ...opened,
      out,
      ...times,
      ...workers,
      now: io.now,
      signal: io.signal,
      ...(early === undefined ? {} : { early: earlyValue('--early', early) }),
      ...(baseline === undefined ? {} : { baseline: { name: baseline, cases: (await toolkit.readReport(baseline)).cases } }),
      onCase: (done) => {
        if (!args.flag('json')) io.err(lineOf(done));
      },
    });
    const { report } = validated;
    const files = await toolkit.writeValidation(out, opened.plan, validated);
    if (args.flag('json')) io.out(JSON.stringify(report));
    else {
      io.out(toolkit.textSummary(report));
      io.out(`${files.length} files in ${out}; report.html shows them`);
    }
    if (args.flag('annotations')) io.out(toolkit.annotations(report));
    return exitOf(report);
  },
};

function lineOf({ id, outcome, reasons }: ValidationCase): string {
  return `${outcome.padEnd(7)} ${id}${reasons.length === 0 ? '' : `: ${reasons[0]}`}`;
}

/** Infrastructure wins: a night with errors in it, or without a single verdict, has shown less than it seems to. */
export function exitOf({ cases }: Pick<ValidationReport, 'cases'>): ExitCode {
  const came = (outcome: ValidationCase['outcome']): boolean => cases.some((each) => each.outcome === outcome);
  if (came('error') || !(came('pass') || came('fail'))) return EXIT.infrastructure;
  return came('fail') ? EXIT.failed : EXIT.fine;
}
