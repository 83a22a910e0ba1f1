import type { DatasetPlan } from '#contracts/job';
import { EXIT } from '#core/errors';
import type { GenerateResult } from '#farm/index';
import { backendOption } from '../backend-option.js';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { chosenLines } from '../odd-lines.js';
import { PLAN_OPTIONS, planOptions } from '../plan-options.js';
import { Progress } from '../progress.js';
import { repaintLines } from '../repaint-lines.js';
import { INTERRUPTED, warnOn } from '../report.js';
import { integerValue, partValue } from '../values.js';

export const generate: Command = {
  usage: 'generate <files..>',
  about: 'Make a labelled dataset',
  positionals: { files: 'scenario files, or packs (pack:NAME)' },
  options: {
    out: {
      ...TEXT,
      demandOption: true,
      describe: 'folder of the dataset, or s3://bucket/prefix (docs/storage.md): new, empty, or begun before (with --resume)',
    },
    ...PLAN_OPTIONS,
    shard: { ...TEXT, describe: 'make part i of n alone, such as 2/8, and no manifest: `nearmiss merge` joins the parts' },
    workers: { ...TEXT, describe: 'worker processes; chosen for the machine when missing' },
    backend: { ...TEXT, describe: 'force a rendering path: gpu, llvmpipe, swiftshader' },
    resume: { ...FLAG, describe: 'go on with a dataset that was begun with the same options' },
    strict: { ...FLAG, describe: 'exit 1 when a frame contradicts itself, or its repainted picture, and was kept apart' },
    json: { ...FLAG, describe: 'the result as one JSON object' },
  },
  examples: [
    ['$0 generate scenarios/wildlife/deer-pair-at-dusk.yaml --count 10 --seed 1 --out datasets/deer', 'ten samples'],
    ['$0 generate scenarios/drone/*.yaml --out datasets/drones --size 640x480 --layers rgb,depth,instance', 'some layers'],
    [
      '$0 generate scenarios/wildlife/moose-at-night.yaml --rig rigs/nuscenes-six-cameras --writers nuscenes --out datasets/moose',
      'six cameras, lidar and radars',
    ],
    ['$0 generate docs/examples/odd.yaml --until coverage=0.95 --out datasets/covered', 'as many samples as it takes, no more'],
    ['$0 generate scenarios/road/wrong-way-in-fog.yaml --renderer raycast --out datasets/truth', 'without a browser'],
  ],
  async run(args, io) {
    const options = planOptions(args);
    const workers = args.text('workers');
    const asked = workers === undefined ? {} : { workers: integerValue('--workers', workers, 1, 256) };
    const backend = backendOption(args);
    const shard = args.text('shard');
    const part = shard === undefined ? undefined : partValue('--shard', shard);
    const { generateDataset, generateDatasetPart, planDataset } = await import('#toolkit');
    const plan = await planDataset({ ...options, warn: warnOn(io) });
    const out = args.need('out');
    const progress = new Progress(io);
    const on = progress.on.bind(progress);
    const more = { ...asked, ...backend };
    const request = { plan, out, resume: args.flag('resume'), signal: io.signal, on, ...more };
    try {
      if (part !== undefined) {
        const { made } = await generateDatasetPart(request, part);
        progress.end();
        reportPart(
          { out, part: `${part.index}/${part.of}`, made, frames: progress.frames, seconds: progress.seconds },
          args.flag('json'),
          io,
        );
        return EXIT.fine;
      }
      const result = await generateDataset(request);
      progress.end();
      report(result, plan, out, progress, args.flag('json'), io);
      return args.flag('strict') && result.summary.quarantine.frames > 0 ? EXIT.failed : EXIT.fine;
    } catch (error) {
      progress.end();
      if (!io.signal.aborted) throw error;
      io.err(`stopped; finished samples are kept in ${out}. To go on: the same command with --resume`);
      return INTERRUPTED;
    }
  },
};

function report(
  { summary, made, times }: GenerateResult,
  plan: DatasetPlan,
  out: string,
  progress: Progress,
  json: boolean,
  io: Io,
): void {
  const { datasetSha256, portableSha256, samples, frames, outcomes, renderer, quarantine, repaint } = summary;
  const seconds = progress.seconds;
  if (json) {
    const facts = { out, samples, made, frames, framesMade: progress.frames, seconds, stageMs: times };
    io.out(
      JSON.stringify({
        ...facts,
        renderer: renderer.backend,
        quarantine,
        repaint,
        covered: plan.chosen?.covered,
        datasetSha256,
        portableSha256,
      }),
    );
    return;
  }
  const { pass, fail, invalid } = outcomes;
  io.out(`${samples} samples (${pass} pass, ${fail} fail, ${invalid} invalid), ${frames} frames in ${out}`);
  for (const line of plan.chosen === undefined ? [] : chosenLines(plan.chosen)) io.out(line);
  io.out(`drawn by ${renderer.name}, ${renderer.backend}`);
  for (const line of repaintLines(repaint)) io.out(line);
  if (quarantine.frames > 0) {
    const broken = Object.entries(quarantine.byInvariant).map(([code, count]) => `${code} ${count}`);
    io.err(
      `${quarantine.frames} frames whose labels do not hold lie in ${out}/quarantine, by broken invariant: ${broken.join(', ')}`,
    );
  }
  if (progress.frames > 0) {
    const each = Object.entries(times).map(([stage, ms]) => `${stage} ${(ms / progress.frames).toFixed(0)}`);
    io.out(`${seconds.toFixed(1)} s, ${(progress.frames / seconds).toFixed(2)} frames/s; ms a frame: ${each.join(', ')}`);
  }
  io.out(`dataset ${datasetSha256}`);
}

interface PartFacts {
  readonly out: string;
  readonly part: string;
  readonly made: number;
  readonly frames: number;
  readonly seconds: number;
}

function reportPart(facts: PartFacts, json: boolean, io: Io): void {
  if (json) return void io.out(JSON.stringify(facts));
  io.out(
    `part ${facts.part} of ${facts.out}: ${facts.made} samples made now, ${facts.frames} frames, in ${facts.seconds.toFixed(1)} s`,
  );
  io.out(`when all parts are there: nearmiss merge ${facts.out}`);
}
