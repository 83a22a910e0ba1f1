import { EXIT, usageError } from '#core/errors';
import type { RouteReport } from '#toolkit';
import { type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { warnOn } from '../report.js';
import { integerValue, numberValue, seedValue } from '../values.js';

export const optimizeRoute: Command = {
  usage: 'optimize-route <file>',
  about: 'Look for a route that costs less time, energy and risk than the straight line, over the weather that a file draws',
  positionals: { file: 'scenario whose ego is a drone that flies a route' },
  options: {
    runs: { ...TEXT, default: '1600', describe: 'flights in all: half to search, the rest to choose and to measure' },
    bends: { ...TEXT, default: '2', describe: 'points between start and goal' },
    weights: { ...TEXT, default: '1,1,10', describe: "of the straight line's time, of its energy, and of a failed delivery" },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    assets: { ...TEXT, describe: "manifest of model files (docs/own-assets.md), besides the scenario's own `assets`" },
    out: { ...TEXT, describe: 'new file: the scenario with the route that was found' },
    json: { ...FLAG, describe: 'all figures as one JSON object' },
  },
  examples: [['$0 optimize-route scenarios/drone/canyon-delivery.yaml --out out/better.yaml', 'round a windy corner']],
  async run(args, io) {
    const toolkit = await import('#toolkit');
    const bends = integerValue('--bends', args.need('bends'), 1, 12);
    const runs = integerValue('--runs', args.need('runs'), toolkit.leastRuns(bends), 10_000_000);
    const weights = weightsOf(args.need('weights'));
    const seed = seedValue(args.need('seed'));
    const [file, out, assets] = [args.need('file'), args.text('out'), args.text('assets')];
    if (out !== undefined) await toolkit.needFree(out);
    const scenario = await toolkit.readScenario(file, { warn: warnOn(io), ...(assets === undefined ? {} : { assets }) });
    const report = await toolkit.optimiseRoute(scenario, {
      seed,
      runs,
      bends,
      weights,
      signal: io.signal,
      onRun: (made) => {
        if (io.isTerminal && made % 10 === 0) io.draw(`\r${made} of ${runs} flights`);
      },
    });
    if (io.isTerminal) io.draw('\r\u001b[K');
    if (args.flag('json')) io.out(JSON.stringify(report));
    else print(scenario.name, report, io);
    if (out !== undefined && report.better && report.found !== undefined) {
      await toolkit.writeRoute(file, out, report.found);
      if (!args.flag('json')) io.out(`wrote ${out}`);
    }
    return EXIT.fine;
  },
};

function weightsOf(text: string) {
  const [time, energy, risk, more] = text.split(',').map((part) => numberValue('--weights', part, 0, 1e6));
  if (time === undefined || energy === undefined || risk === undefined || more !== undefined)
    throw usageError('NM1101', `--weights can't be "${text}"`, 'three numbers: of time, energy and risk, such as 1,1,10');
  return { time, energy, risk };
}

function print(name: string, report: RouteReport, io: Io): void {
  const { draws, runs, better, found, straight, risk } = report;
  const all = runs.search + runs.choice + runs.measured;
  io.out(`${name}: ${all} flights; both routes measured on the same ${draws} draws, which the search has not seen`);
  io.out(`${''.padEnd(9)}${'straight'.padStart(10)}${'found'.padStart(10)}   change (95 %, paired)`);
  io.out(rowOf('time', report.time, 's', 1, 2));
  io.out(rowOf('energy', report.energy, 'Wh', 1, 3));
  io.out(rowOf('risk', risk, '%', 100, 1));
  io.out(rowOf('cost', report.cost, '', 1, 3));
  io.out(
    `${risk.onlyStraightFailed} draws failed by the straight line alone, ${risk.onlyFoundFailed} by the other alone (McNemar p = ${risk.mcNemar.toPrecision(2)})`,
  );
  if (!better || found === undefined) {
    io.out('no better route found');
    return;
  }
  const points = found.waypoints.map(([x, y, z]) => `(${x}, ${y}, ${z})`).join(' ');
  io.out(
    `better: ${points} m at ${found.speed} m/s, ${(found.length - straight.length).toFixed(1)} m longer than the straight line at ${straight.speed} m/s`,
  );
}

function rowOf(
  name: string,
  { before, after, difference, interval, relative }: RouteReport['time'],
  unit: string,
  factor: number,
  digits: number,
): string {
  const show = (value: number): string => `${(value * factor).toFixed(digits)}`;
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${show(value)}`;
  const percent = (value: number): string => `${value > 0 ? '+' : ''}${(100 * value).toFixed(0)} %`;
  const share =
    relative === undefined
      ? ''
      : `; ${percent(relative.value)} (${percent(relative.interval[0])} to ${percent(relative.interval[1])})`;
  const values = [before, after].map((value) => `${show(value)} ${unit}`.trim().padStart(10)).join('');
  return `${name.padEnd(9)}${values}   ${signed(difference)} (${signed(interval[0])} to ${signed(interval[1])})${unit === '%' ? ' points' : ` ${unit}`.trimEnd()}${share}`;
}
