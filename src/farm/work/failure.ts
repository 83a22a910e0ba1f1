/** Why a try came to nothing, as the queue keeps it. */
import type { FailureCause, ShardFailure, Spent } from '#contracts/farm';
import { EXIT, NearmissError } from '#core/errors';
import { mayPass } from '../queue/messages.js';

const MOST_EVIDENCE = 8_000;
/** Another worker may be of the kind that this one is not. */
const OTHERS_MAY: ReadonlySet<string> = new Set(['NM7011', 'NM7954']);

export interface Circumstances {
  /** The lane, and whose it is. */
  readonly worker: string;
  readonly ofWorker: string;
  readonly atMs: number;
  /** Samples made in this try. */
  readonly made: number;
  /** Missing for merges. */
  readonly used?: Spent;
  readonly hung: boolean;
  readonly refused: boolean;
  readonly lastWords: string;
  /** Whether what nobody foresaw may pass: a browser that is killed at an odd moment says all sorts of things. And whether others may do what is refused here. */
  readonly hopeful: boolean;
}

export interface Told {
  readonly failure: ShardFailure;
  readonly again: boolean;
}

export function failureOf(error: unknown, circumstances: Circumstances): Told {
  const { worker, ofWorker, atMs, made, used, hung, refused, lastWords, hopeful } = circumstances;
  const code = error instanceof NearmissError ? error.code : undefined;
  const cause = causeOf(error, code, hung, refused);
  const evidence = evidenceOf(error, lastWords);
  const failure: ShardFailure = {
    cause,
    ...(code === undefined ? {} : { code }),
    message: error instanceof Error ? error.message : String(error),
    ...(evidence === '' ? {} : { evidence }),
    worker: cause === 'refused' ? ofWorker : worker,
    made,
    ...(used === undefined ? {} : { used }),
    atMs,
  };
  return { failure, again: hopeful ? cause !== 'mistake' || code === undefined : cause !== 'mistake' && cause !== 'refused' };
}

function causeOf(error: unknown, code: string | undefined, hung: boolean, refused: boolean): FailureCause {
  if (hung) return 'hung';
  if ((refused && !mayPass(error)) || (code !== undefined && OTHERS_MAY.has(code))) return 'refused';
  if (!mayPass(error)) return 'mistake';
  if (code === 'NM7010') return 'killed';
  return code !== undefined && /^NM(7002|79\d\d)$/.test(code) ? 'store' : 'page';
}

/** Where somebody asked for what can't be, the message says all: nothing went wrong in the program. */
function evidenceOf(error: unknown, lastWords: string): string {
  const isAsked = error instanceof NearmissError && error.exitCode === EXIT.usage;
  const hint = error instanceof NearmissError ? error.hint : undefined;
  const stack = error instanceof Error && !isAsked ? error.stack : undefined;
  return [hint, stack, lastWords]
    .filter((part) => part !== undefined && part !== '')
    .join('\n')
    .slice(0, MOST_EVIDENCE);
}
