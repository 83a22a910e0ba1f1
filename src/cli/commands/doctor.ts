import { EXIT } from '#core/errors';
import { type Command, FLAG } from '../command.js';

export const doctor: Command = {
  usage: 'doctor',
  about: 'Say what this machine has and what would be used',
  positionals: {},
  options: { json: { ...FLAG, describe: 'one JSON object' } },
  examples: [['$0 doctor --json', 'for a bug report']],
  async run(args, io) {
    const toolkit = await import('#toolkit');
    const report = await toolkit.doctor();
    if (args.flag('json')) io.out(JSON.stringify(report, null, 2));
    else {
      const { machine, node, browser, backend, workers } = report;
      io.out(`Node        ${node.version}${node.enough ? '' : ' (too old)'}`);
      io.out(
        `machine     ${machine.platform} ${machine.arch}, ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB`,
      );
      io.out(`GPU         ${report.gpu.devices.join(', ') || 'none seen'}`);
      io.out(`browser     ${browser === undefined ? 'none' : `${browser.path} (${browser.why})`}`);
      io.out(`renders by  ${backend === undefined ? 'raycast only' : `${backend.name} (${backend.why})`}`);
      const { networks } = report;
      io.out(`networks    ${networks === undefined ? 'no engine' : `${networks.about} (${networks.why})`}`);
      for (const [name, why] of Object.entries(networks?.others ?? {})) io.out(`            not ${name}: ${why}`);
      io.out(`workers     ${workers.three} with three, ${workers.raycast} with raycast`);
      io.out(
        `packages    ${Object.entries(report.packages)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}`,
      );
      for (const [name, state] of Object.entries(report.optional)) io.out(`optional    ${name}: ${state}`);
    }
    for (const problem of report.problems) io.err(`problem: ${problem}`);
    return report.problems.length === 0 ? EXIT.fine : EXIT.infrastructure;
  },
};
