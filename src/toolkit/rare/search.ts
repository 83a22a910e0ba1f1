/** `search`: failures of a scenario fast, one of each mode, each as a scenario of its own. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pin } from '#contracts/preview';
import { randomRoot } from '#core/random';
import { search } from '#rare/search';
import { parametersAbout, withPins } from '#scenario/index';
import { needEmpty } from '../empty-folder.js';
import type { LoadedScenario } from '../scenarios.js';
import { type EventRequest, openProblem } from './request.js';

export interface SearchReport {
  readonly event: string;
  readonly runs: number;
  /** Missing where nothing was found. */
  readonly firstAfter?: number;
  readonly failures: readonly {
    readonly parameters: Readonly<Record<string, number | string>>;
    /** Distance from the scenario's median in standard deviations: the likelier the smaller. */
    readonly beta: number;
    readonly margin: number;
    readonly u: Readonly<Record<string, number>>;
  }[];
}

export async function searchEvent(request: EventRequest): Promise<SearchReport> {
  const { event, seed, budget } = request;
  const problem = await openProblem(request);
  try {
    const found = await search(problem, { stream: randomRoot(seed).child('search').child(event.text), budget });
    return {
      event: event.text,
      runs: found.runs,
      ...(found.firstAfter === undefined ? {} : { firstAfter: found.firstAfter }),
      failures: found.failures.map(({ u, g, beta }) => ({
        parameters: problem.at(u)?.parameters ?? {},
        beta,
        margin: g,
        u: Object.fromEntries(problem.coordinates.map((name, i) => [name, u[i] as number])),
      })),
    };
  } finally {
    await problem.close();
  }
}

/**
 * Each failure as the scenario with its parameters held; what the file draws besides parameters is drawn anew there.
 * @throws NearmissError NM7003 (exit 2) @returns names of the files
 */
export async function writeFailures(
  folder: string,
  text: string,
  scenario: LoadedScenario,
  { failures }: SearchReport,
): Promise<readonly string[]> {
  await needEmpty(folder);
  const about = parametersAbout(text, scenario.parameters).filter(({ kind }) => kind === 'drawn' || kind === 'words');
  await mkdir(folder, { recursive: true });
  const names = failures.map((_, i) => `failure-${i + 1}.yaml`);
  for (const [i, { parameters }] of failures.entries()) {
    const pins = about.flatMap(({ name, unit, factor }): Pin[] => {
      const value = parameters[name];
      if (value === undefined) return [];
      return [{ name, value: typeof value === 'number' ? `${value / factor} ${unit}`.trim() : value }];
    });
    await writeFile(join(folder, names[i] as string), withPins(text, pins));
  }
  return names;
}
