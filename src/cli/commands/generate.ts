import type { DatasetPlan } from '#contracts/job';
import { EXIT } from '#core/errors';
import type { GenerateResult } from '#farm/index';
import { type Arguments, type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { chosenLines } from '../odd-lines.js';
import { Progress } from '../progress.js';
import { repaintLines } from '../repaint-lines.js';
import { INTERRUPTED, warnOn } from '../report.js';
import { coverageValue, integerValue, namesValue, seedValue, sizeValue } from '../values.js';

export const generate: Command = {
  usage: 'generate <files..>',
  about: 'Make a labelled dataset',
  positionals: { files: 'scenario files, or packs (pack:NAME)' },
  options: {
    out: { ...TEXT, demandOption: true, describe: 'folder of the dataset: new, empty, or begun before (with --resume)' },
    count: { ...TEXT, default: '1', describe: 'samples a scenario' },
    until: {
      ...TEXT,
      describe:
        'fill the cells that the files declare under `odd` to that share, such as coverage=0.95: draws are chosen, beyond the first --count',
    },
    strength: { ...TEXT, default: '2', describe: 'with --until: axes to a combination, 1 to 4' },
    most: { ...TEXT, default: '1000', describe: 'with --until: samples at most' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    size: { ...TEXT, describe: 'picture size, such as 1280x720; each sensor has its own when missing' },
    rig: { ...TEXT, describe: "sensors from the catalogue instead of the ego's own, such as rigs/nuscenes-six-cameras" },
    assets: { ...TEXT, describe: 'manifest of model files (docs/own-assets.md) for all scenarios, besides their own `assets`' },
    renderer: { ...TEXT, default: 'three', describe: 'three (browser, everything) or raycast (no browser, truth layers only)' },
    layers: {
      ...TEXT,
      describe: 'layers to write, comma-separated; when missing, all but backwardFlow, flowOcclusion and albedo',
    },
    writers: { ...TEXT, default: 'native,coco', describe: 'formats, comma-separated' },
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
    const backend = args.text('backend');
    const { generateDataset, planDataset } = await import('#toolkit');
    const plan = await planDataset({ ...options, warn: warnOn(io) });
    const out = args.need('out');
    const progress = new Progress(io);
    const on = progress.on.bind(progress);
    const more = { ...asked, ...(backend === undefined ? {} : { backend }) };
    try {
      const result = await generateDataset({ plan, out, resume: args.flag('resume'), signal: io.signal, on, ...more });
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

function planOptions(args: Arguments) {
  const layers = args.text('layers');
  const size = args.text('size');
  const rig = args.text('rig');
  const assets = args.text('assets');
  const until = args.text('until');
  return {
    files: args.list('files'),
    seed: seedValue(args.need('seed')),
    count: integerValue('--count', args.need('count'), 1, 999_999),
    renderer: args.need('renderer'),
    writers: namesValue('--writers', args.need('writers')),
    ...(layers === undefined ? {} : { layers: namesValue('--layers', layers) }),
    ...(size === undefined ? {} : { size: sizeValue(size) }),
    ...(rig === undefined ? {} : { rig }),
    ...(assets === undefined ? {} : { assets }),
    ...(until === undefined ? {} : { until: goalOf(until, args) }),
  };
}

function goalOf(until: string, args: Arguments) {
  return {
    goal: coverageValue('--until', until),
    strength: integerValue('--strength', args.need('strength'), 1, 4) as 1 | 2 | 3 | 4,
    most: integerValue('--most', args.need('most'), 1, 999_999),
  };
}

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
