/** What computes: the same options wherever a network runs. */
import { availableParallelism } from 'node:os';
import { type Arguments, TEXT } from './command.js';
import { integerValue, oneOf } from './values.js';

/** Without being asked for. */
const MOST_THREADS = 8;

export const ENGINE_OPTIONS = {
  engine: { ...TEXT, default: 'auto', describe: 'auto, onnx or tensorflow; `doctor` says which serve here' },
  provider: { ...TEXT, default: 'cpu', describe: 'what computes: cpu, cuda, webgpu, dml, coreml; cpu where it is missing' },
  threads: {
    ...TEXT,
    describe: "threads, the machine's cores but at most 8 when missing; another number gives slightly other weights",
  },
} as const;

export async function engineOptions(args: Arguments) {
  const { ENGINES, PROVIDERS } = await import('#toolkit');
  const threads = args.text('threads');
  return {
    engine: oneOf('--engine', args.need('engine'), ['auto', ...ENGINES] as const),
    provider: oneOf('--provider', args.need('provider'), PROVIDERS),
    threads:
      threads === undefined ? Math.min(availableParallelism(), MOST_THREADS) : integerValue('--threads', threads, 1, 256),
  };
}
