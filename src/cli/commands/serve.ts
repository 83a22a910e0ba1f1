import { EXIT, usageError } from '#core/errors';
import type { ServeEvent } from '#toolkit';
import { backendOption } from '../backend-option.js';
import { type Arguments, type Command, FLAG, TEXT } from '../command.js';
import type { Io } from '../io.js';
import { liveLines, viewerLines } from '../live-lines.js';
import { INTERRUPTED, warnOn } from '../report.js';
import { choiceValue, integerValue, numberValue, seedValue, sizeValue } from '../values.js';
import { processWall } from '../wall.js';

export const serve: Command = {
  usage: 'serve <file>',
  about: 'Play a scenario live, for Foxglove, Lichtblick or a robot stack',
  positionals: { file: 'scenario file' },
  options: {
    port: { ...TEXT, default: '8765', describe: 'where to listen; 0: any that is free' },
    host: { ...TEXT, default: '127.0.0.1', describe: 'address to listen on; 0.0.0.0 lets other machines in' },
    seed: { ...TEXT, default: '0', describe: 'an integer or any text' },
    draw: { ...TEXT, default: '0', describe: 'which draw of the seed' },
    rate: { ...TEXT, default: '1', describe: 'simulated seconds a second, or max: every picture, as fast as they are drawn' },
    loop: { ...FLAG, describe: 'begin again when the run is over' },
    once: { ...FLAG, describe: 'end when the run is over; when neither is given, stand still there' },
    paused: { ...FLAG, describe: 'wait for a viewer to set `paused` to false, not for the first subscription' },
    whole: { ...FLAG, describe: "all of the run, not the part alone that the scenario's `capture` names" },
    size: { ...TEXT, describe: 'picture size, such as 640x480; each sensor has its own when missing' },
    rig: { ...TEXT, describe: "sensors from the catalogue instead of the ego's own, such as rigs/nuscenes-six-cameras" },
    assets: { ...TEXT, describe: "manifest of model files (docs/own-assets.md), besides the scenario's own `assets`" },
    renderer: { ...TEXT, default: 'three', describe: 'three (browser, colour) or raycast (no browser, classes)' },
    pictures: { ...TEXT, describe: 'jpeg or png; jpeg where there is colour, png for classes when missing' },
    queue: { ...TEXT, default: '8', describe: 'MiB that may wait for a slow client; older pictures make way for newer ones' },
    backend: { ...TEXT, describe: 'force a rendering path: gpu, llvmpipe, swiftshader' },
    stats: { ...FLAG, describe: 'rates and delays every five seconds, not at the end alone' },
    json: { ...FLAG, describe: 'the figures at the end as one JSON object' },
  },
  examples: [
    ['$0 serve scenarios/pedestrian/cpnco-child-from-parked-cars.yaml --loop', 'look at it in Lichtblick'],
    ['$0 serve scenarios/wildlife/moose-at-night.yaml --rate max --once --paused', 'every frame, for a stack that says when'],
  ],
  async run(args, io) {
    const options = optionsOf(args, io);
    const { serveScenario } = await import('#toolkit');
    const on = (event: ServeEvent): void => {
      if (event.type === 'listening') for (const line of viewerLines(event.url, event.topics)) io.out(line);
      else if (event.type === 'playing') io.err(`playing draw ${event.draw} of seed ${event.seed}`);
      else if (event.type === 'problem') io.err(event.message);
      else for (const line of liveLines(event.figures)) io.err(line);
    };
    const report = await serveScenario({ ...options, on });
    for (const line of args.flag('json') ? [JSON.stringify(report)] : liveLines(report)) io.out(line);
    return io.signal.aborted ? INTERRUPTED : EXIT.fine;
  },
};

function optionsOf(args: Arguments, io: Io) {
  const { size, rig, assets, pictures } = Object.fromEntries(
    ['size', 'rig', 'assets', 'pictures'].map((name) => [name, args.text(name)]),
  );
  const rate = args.need('rate');
  const [loop, once] = [args.flag('loop'), args.flag('once')];
  if (loop && once) throw usageError('NM1101', "--once can't be with --loop", 'a run that begins again has no end');
  return {
    file: args.need('file'),
    host: args.need('host'),
    port: integerValue('--port', args.need('port'), 0, 65_535),
    seed: seedValue(args.need('seed')),
    draw: integerValue('--draw', args.need('draw'), 0, 999_999),
    rate: rate === 'max' ? ('max' as const) : numberValue('--rate', rate, 0.01, 1000),
    renderer: args.need('renderer'),
    paused: args.flag('paused'),
    whole: args.flag('whole'),
    apart: true,
    atTheEnd: once ? ('stop' as const) : loop ? ('loop' as const) : ('wait' as const),
    queueBytes: integerValue('--queue', args.need('queue'), 1, 4096) << 20,
    ...(args.flag('stats') ? { statsMs: 5000 } : {}),
    ...(size === undefined ? {} : { size: sizeValue(size) }),
    ...(rig === undefined ? {} : { rig }),
    ...(assets === undefined ? {} : { assets }),
    ...(pictures === undefined ? {} : { pictures: choiceValue('--pictures', pictures, ['jpeg', 'png']) }),
    ...backendOption(args),
    wall: processWall(io),
    signal: io.signal,
    warn: warnOn(io),
  };
}
