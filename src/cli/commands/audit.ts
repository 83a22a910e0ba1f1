import { EXIT } from '#core/errors';
import type { AuditReport } from '#toolkit';
import { type Command, FLAG } from '../command.js';
import type { Io } from '../io.js';

/** Violations that are told one by one. */
const MOST_TOLD = 20;

export const audit: Command = {
  usage: 'audit <dir>',
  about: 'Check that no label of a dataset contradicts another',
  positionals: { dir: 'folder of a dataset with native files, or s3://bucket/prefix' },
  options: { json: { ...FLAG, describe: 'the report as one JSON object' } },
  examples: [['$0 audit datasets/deer', 'every frame of it']],
  async run(args, io) {
    const { auditDataset } = await import('#toolkit');
    const report = await auditDataset({
      folder: args.need('dir'),
      signal: io.signal,
      on: (name, done, total) => args.flag('json') || io.err(`[${done}/${total}] ${name} audited`),
    });
    if (args.flag('json')) io.out(JSON.stringify(report));
    else print(report, io);
    return report.passed ? EXIT.fine : EXIT.failed;
  },
};

function print({ samples, frames, observations, broken, quarantined }: AuditReport, io: Io): void {
  const told = broken.flatMap(({ sample, sensor, frame, violations }) =>
    violations.map(({ code, invariant, object, detail }) => {
      const who = object === undefined ? '' : ` ${object}:`;
      return `${sample}/${sensor}/${String(frame).padStart(6, '0')} ${code} ${invariant}:${who} ${detail}`;
    }),
  );
  for (const line of told.slice(0, MOST_TOLD)) io.out(line);
  if (told.length > MOST_TOLD) io.out(`... and ${told.length - MOST_TOLD} more; --json has them all`);
  if (quarantined > 0) io.out(`${quarantined} frames were kept apart when the dataset was made (quarantine/)`);
  io.out(`${samples} samples, ${frames} frames, ${observations} observations: ${broken.length} frames contradict themselves`);
}
