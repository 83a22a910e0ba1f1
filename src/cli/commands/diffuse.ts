import { PROMPTS, REPAINT } from '#contracts/repaint';
import { EXIT } from '#core/errors';
import type { DiffuseResult } from '#toolkit';
import { type Arguments, type Command, FLAG, TEXT } from '../command.js';
import { ENGINE_OPTIONS, engineOptions } from '../engine-options.js';
import type { Io } from '../io.js';
import { Progress } from '../progress.js';
import { repaintLines } from '../repaint-lines.js';
import { INTERRUPTED } from '../report.js';
import { integerValue, numberValue, oneOf, seedValue } from '../values.js';

const { strength: STRENGTH, steps: STEPS, guidance: GUIDANCE } = REPAINT;
const words = (key: keyof typeof PROMPTS) => ({ ...TEXT, describe: `${key} that is asked for: ${PROMPTS[key].join(', ')}` });

export const diffuse: Command = {
  usage: 'diffuse <dir>',
  about: "Repaint a dataset's pictures, its labels as they were",
  positionals: { dir: 'folder of a dataset with native files' },
  options: {
    out: { ...TEXT, demandOption: true, describe: 'folder of the new dataset: new, empty, or begun before (with --resume)' },
    model: { ...TEXT, default: REPAINT.model, describe: "a shipped model's name, or the path of a file or folder" },
    strength: {
      ...TEXT,
      default: String(STRENGTH.usual),
      describe: "how much of a picture's own look is given up, 0..1",
    },
    steps: { ...TEXT, default: String(STEPS.usual), describe: 'steps of the sampler; more take longer' },
    guidance: { ...TEXT, default: String(GUIDANCE.usual), describe: '1: as the prompt says; more: further that way' },
    weather: words('weather'),
    time: words('time'),
    season: words('season'),
    style: { ...TEXT, describe: "one of the model's own styles" },
    seed: { ...TEXT, describe: "an integer or any text; the samples' own when missing" },
    engine: ENGINE_OPTIONS.engine,
    provider: ENGINE_OPTIONS.provider,
    threads: { ...TEXT, default: '2', describe: 'threads of the engine; part of what makes the same bytes' },
    resume: { ...FLAG, describe: 'go on with a dataset that was begun with the same options' },
    json: { ...FLAG, describe: 'the result as one JSON object' },
  },
  examples: [
    ['$0 diffuse datasets/street --out datasets/street-2', 'in whatever look is drawn'],
    ['$0 diffuse datasets/street --weather snow --strength 0.6 --out datasets/snow', 'towards snow, carefully'],
  ],
  async run(args, io) {
    const request = requestOf(args);
    const engine = await engineOptions(args);
    const { diffuseDataset } = await import('#toolkit');
    const progress = new Progress(io);
    try {
      const resume = args.flag('resume');
      const told = { on: progress.on.bind(progress), onFallback: (why: string) => io.err(why) };
      const result = await diffuseDataset({ ...request, engine, resume, signal: io.signal, ...told });
      progress.end();
      report(result, request.out, progress, args.flag('json'), io);
      return EXIT.fine;
    } catch (error) {
      progress.end();
      if (!io.signal.aborted) throw error;
      io.err(`stopped; finished samples are kept in ${request.out}. To go on: the same command with --resume`);
      return INTERRUPTED;
    }
  },
};

function requestOf(args: Arguments) {
  const word = <K extends keyof typeof PROMPTS>(key: K) => {
    const text = args.text(key);
    return text === undefined ? {} : { [key]: oneOf<(typeof PROMPTS)[K][number]>(`--${key}`, text, PROMPTS[key]) };
  };
  const [style, seed] = [args.text('style'), args.text('seed')];
  return {
    folder: args.need('dir'),
    out: args.need('out'),
    model: args.need('model'),
    strength: numberValue('--strength', args.need('strength'), STRENGTH.least, STRENGTH.most),
    steps: integerValue('--steps', args.need('steps'), STEPS.least, STEPS.most),
    guidance: numberValue('--guidance', args.need('guidance'), GUIDANCE.least, GUIDANCE.most),
    prompt: { ...word('weather'), ...word('time'), ...word('season'), ...(style === undefined ? {} : { style }) },
    ...(seed === undefined ? {} : { seed: seedValue(seed) }),
  };
}

function report({ summary, made }: DiffuseResult, out: string, progress: Progress, json: boolean, io: Io): void {
  const { samples, frames, repaint, quarantine, datasetSha256 } = summary;
  if (json) {
    const facts = { out, samples, made, frames, seconds: progress.seconds };
    io.out(JSON.stringify({ ...facts, repaint, quarantine, datasetSha256 }));
    return;
  }
  io.out(`${samples} samples, ${frames} frames in ${out}`);
  for (const line of repaintLines(repaint)) io.out(line);
  if ((repaint?.counts.dropped ?? 0) > 0) io.err(`frames whose labels do not hold lie in ${out}/quarantine`);
  if (progress.frames > 0)
    io.out(`${progress.seconds.toFixed(1)} s, ${(progress.frames / progress.seconds).toFixed(2)} frames/s`);
  io.out(`dataset ${datasetSha256}`);
}
