/** Starts stations, gives them rounds at the same moment, and collects what they measured. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { StationOrder, StationRound } from './station.js';

export interface Station {
  bare(): Promise<number>;
  round(): Promise<Omit<StationRound, 'bareMs'>>;
  close(): Promise<void>;
}

export async function openStation(order: StationOrder): Promise<Station> {
  const command = [process.execPath, new URL('./station.js', import.meta.url).pathname, JSON.stringify(order)];
  const [program, ...args] = order.core === undefined ? command : ['taskset', '-c', String(order.core), ...command];
  const child = spawn(program as string, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const ended = gone(child);
  const ready = await next(lines, ended);
  if (ready !== 'ready') throw new Error(`a station said ${ready}`);
  const ask = async (what: string): Promise<unknown> => {
    const answer = next(lines, ended);
    child.stdin.write(`${what}\n`);
    return JSON.parse(await answer);
  };
  return {
    bare: async () => ((await ask('bare')) as { bareMs: number }).bareMs,
    round: async () => (await ask('go')) as Omit<StationRound, 'bareMs'>,
    async close() {
      const left = once(child, 'exit');
      child.stdin.end('bye\n');
      await left;
    },
  };
}

function gone(child: ChildProcess): Promise<never> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a station ended with ${code}`);
  });
  ended.catch(() => {});
  return ended;
}

async function next(lines: Interface, ended: Promise<never>): Promise<string> {
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  return line;
}

/** Frames a second of several stations at work at once. */
export async function throughput(stations: readonly Station[]): Promise<number> {
  const rounds = await Promise.all(stations.map((station) => station.round()));
  return rounds.reduce((sum, { frames, wallMs }) => sum + frames / (wallMs / 1000), 0);
}
