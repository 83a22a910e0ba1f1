/** A farm under attack: workers, their children, browsers and pages are killed or stopped at random, Redis is restarted and cut off. */
import { randomRoot } from '#core/random';
import { type Kind, victims } from './processes.js';
import type { Fleet } from './workers.js';

export interface StormOptions {
  readonly fleet: Fleet;
  readonly seed: string;
  /** So many processes. */
  readonly kills: number;
  readonly kinds: readonly Kind[];
  /** Between two blows, ms. */
  readonly pauseMs: readonly [least: number, most: number];
  /** A page is stopped instead of killed now and then: it hangs. */
  readonly hangs: boolean;
  /** Beside them, after every so many kills. */
  readonly redis?: { readonly every: number; restart(): Promise<void>; cut(): Promise<void> };
  readonly over: () => boolean;
}

export interface Blows {
  readonly killed: Readonly<Record<Kind, number>>;
  readonly hung: number;
  readonly restarts: number;
  readonly cuts: number;
}

/** Resolves when all blows are struck, or the run is over. */
export async function storm(options: StormOptions): Promise<Blows> {
  const { fleet, kinds, kills, pauseMs, redis } = options;
  const killed = { worker: 0, child: 0, browser: 0, page: 0 };
  let [hung, restarts, cuts, struck] = [0, 0, 0, 0];
  for (let i = 0; struck < kills && !options.over(); i++) {
    const random = randomRoot(options.seed).child(i);
    const [least, most] = pauseMs;
    await new Promise((resolve) => setTimeout(resolve, least + (most - least) * random.child('pause').uniform()));
    const kind = kinds[Math.floor(random.child('kind').uniform() * kinds.length)] as Kind;
    const all = fleet.pids().flatMap((pid) => victims(pid, kind));
    const victim = all[Math.floor(random.child('victim').uniform() * all.length)];
    if (victim === undefined) continue;
    const hangs = options.hangs && kind === 'page' && random.child('hang').uniform() < 0.25;
    try {
      process.kill(victim.pid, hangs ? 'SIGSTOP' : 'SIGKILL');
    } catch {
      continue;
    }
    struck++;
    if (hangs) hung++;
    else killed[kind]++;
    if (redis === undefined || struck % redis.every !== 0) continue;
    if ((struck / redis.every) % 2 === 1) {
      await redis.restart();
      restarts++;
    } else {
      await redis.cut();
      cuts++;
    }
  }
  return { killed, hung, restarts, cuts };
}
