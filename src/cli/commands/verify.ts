import { EXIT } from '#core/errors';
import type { Finding, VerifyReport } from '#toolkit';
import { backendOption } from '../backend-option.js';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { seedValue, shareValue } from '../values.js';

export const verify: Command = {
  usage: 'verify <dir>',
  about: 'Check every file of a dataset and make samples again, comparing hashes',
  positionals: { dir: 'folder of a dataset, or s3://bucket/prefix' },
  options: {
    sample: { ...TEXT, describe: 'make only this sample again', conflicts: 'fraction' },
    fraction: { ...TEXT, describe: 'share of samples to make again, 0..1; all when missing' },
    seed: { ...TEXT, default: '0', describe: 'which samples, where it is a share' },
    backend: { ...TEXT, describe: 'force a rendering path: gpu, llvmpipe, swiftshader' },
    json: { ...FLAG, describe: 'the report as one JSON object' },
  },
  examples: [
    ['$0 verify datasets/deer', 'everything'],
    ['$0 verify datasets/deer --fraction 0.1', 'a random tenth'],
  ],
  async run(args, io) {
    const [sample, share] = [args.text('sample'), args.text('fraction')];
    const backend = backendOption(args);
    const fraction = share === undefined ? 1 : shareValue('--fraction', share);
    const { verifyDataset } = await import('#toolkit');
    const report = await verifyDataset({
      folder: args.need('dir'),
      fraction,
      seed: seedValue(args.need('seed')),
      signal: io.signal,
      on: (name, done, total) => args.flag('json') || io.err(`[${done}/${total}] ${name} made again`),
      ...(sample === undefined ? {} : { sample: sample.padStart(6, '0') }),
      ...backend,
    });
    if (args.flag('json')) io.out(JSON.stringify(report));
    else print(report, io);
    return report.passed ? EXIT.fine : EXIT.failed;
  },
};

const MEANING: Readonly<Record<Finding['what'], string>> = {
  missing: 'missing',
  harmed: 'is not the file that was written',
  differs: 'came out differently when made again',
  tied: 'came out differently, outside the guarantee',
  unlisted: 'is not in the manifest',
};

function print(report: VerifyReport, io: Io): void {
  for (const { path, what } of report.findings) io.out(`${path}: ${MEANING[what]}`);
  for (const line of report.outside) io.out(`outside the guarantee: ${line}`);
  io.out(
    `${report.files} files checked, ${report.remade.length} of ${report.samples} samples made again, ${report.same} files the same`,
  );
  io.out(report.passed ? 'verified' : 'NOT verified');
}
