/** One draw of a text, run for looking at. */

import type { Bodies } from '#contracts/model';
import type { DrawRequest, Refused, RunReply, RunRequest, StageMs } from '#contracts/preview';
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { SceneSpec } from '#contracts/scene';
import { type Diagnostic, EXIT, NearmissError } from '#core/errors';
import { drawScenario, parametersAbout, parseScenario, textWith, variedConcrete, withPins } from '#scenario/index';
import { checkText, drawConcrete, type LoadedScenario, simulateConcrete } from '../scenarios.js';
import { foreseenScene } from './foresee.js';
import { tellingMoment } from './telling.js';
import { trackOf } from './track.js';

const CURVES_HZ = 50;

/** What was made of a request, for further questions about it. */
export interface Made {
  readonly run: Run;
  readonly bodies: Bodies;
}
export interface Answer {
  /** Without what the server alone knows of it. */
  readonly reply: Omit<RunReply, 'run' | 'bodies'> | Refused;
  readonly made?: Made;
}

/** @param path of the file on the disk @param now ms @param tell told the scene once, as soon as it is drawn; it may yet be refused */
export async function makeRun(
  request: RunRequest,
  path: string,
  assets: string | undefined,
  now: () => number,
  tell?: (foreseen: SceneSpec) => void,
): Promise<Answer> {
  const started = now();
  const checked = await checkText(request.text, path, assets);
  const { scenario, diagnostics } = checked;
  if (scenario === undefined || diagnostics.some(({ severity }) => severity === 'error')) return refused(diagnostics);
  try {
    const { bodies } = checked;
    const held = holding(request, path, scenario);
    const parsed = now();
    const first = onceOnly((candidate: ConcreteScenario) => tell?.(foreseenScene(candidate, bodies)));
    const { concrete, rejections } = drawConcrete(held, request.seed, request.draw, first);
    first(concrete);
    const drawn = now();
    const run = simulateConcrete(concrete, true, { bodies, curvesHz: CURVES_HZ });
    const simulated = now();
    const shown = shownOtherwise(request, path, { run, bodies }, rejections.attempts - 1);
    const reply = {
      ok: true as const,
      scenario: run.scenario,
      scene: run.scene,
      track: trackOf(run),
      looks: looksOf(run),
      windows: run.windows,
      spans: run.spans,
      events: run.trace.events,
      curves: run.curves as NonNullable<Run['curves']>,
      verdict: run.verdict,
      rejections,
      parameters: parametersAbout(request.text, scenario.parameters),
      telling: tellingMoment(run),
      warnings: diagnostics,
      ...(shown === undefined ? {} : { shownAs: shown }),
    };
    const ms: StageMs = { parse: parsed - started, draw: drawn - parsed, simulate: simulated - drawn, pack: now() - simulated };
    return { reply: { ...reply, ms }, made: { run, bodies } };
  } catch (error) {
    return refused(problemsOf(error, path, request.text));
  }
}

function onceOnly<T>(act: (value: T) => void): (value: T) => void {
  let done = false;
  return (value) => {
    if (!done) act(value);
    done = true;
  };
}

/** The scenario with the request's pins in it. @throws NearmissError NM7511, or NM2000 with what is wrong once they are held */
export function holding({ text, pins }: DrawRequest, path: string, scenario: LoadedScenario): LoadedScenario {
  return pins.length === 0 ? scenario : parsed(withPins(text, pins), path, scenario.bodies);
}

/** The same motion under other values of some keys. */
function shownOtherwise(request: RunRequest, path: string, { run, bodies }: Made, attempt: number): RunReply['shownAs'] {
  const { shownAs = [], seed, draw, text, pins } = request;
  if (shownAs.length === 0) return undefined;
  const other = parsed(textWith(withPins(text, pins), shownAs), path, bodies);
  const drawn = drawScenario(other, { seed, draw, attempt });
  const { concrete } = variedConcrete(run.scenario, drawn.concrete, shownAs);
  const varied = simulateConcrete(run.scenario, true, { bodies, shownAs: concrete });
  return { scenario: varied.scenario, scene: varied.scene, track: trackOf(varied) };
}

function parsed(text: string, path: string, bodies: Bodies): LoadedScenario {
  const { scenario, diagnostics } = parseScenario(text, path, bodies);
  if (scenario !== undefined) return scenario;
  throw new NearmissError('NM2000', 'with these values there is something wrong', { exitCode: EXIT.usage, diagnostics });
}

function looksOf({ captures, observations, scenario }: Run): RunReply['looks'] {
  const sensors = scenario.actors.flatMap((actor) => actor.sensors.map(({ id }) => id));
  return sensors.map((sensor) => ({
    sensor,
    timesNs: [
      ...captures.filter((each) => each.sensor === sensor).map(({ frame }) => frame.timeNs),
      ...observations.filter((each) => each.sensor === sensor).map(({ timeNs }) => timeNs),
    ],
  }));
}

function refused(problems: readonly Diagnostic[]): Answer {
  return { reply: { ok: false, problems } };
}

/** @throws whatever is no fault of the file */
export function problemsOf(error: unknown, file: string, text: string): readonly Diagnostic[] {
  if (!(error instanceof NearmissError)) throw error;
  if (error.diagnostics.length > 0) return error.diagnostics;
  const hint = error.hint === undefined ? {} : { hint: error.hint };
  const message = error.message.startsWith(`${file}: `) ? error.message.slice(file.length + 2) : error.message;
  return [{ file, line: lineOf(error.code, text), column: 1, code: error.code, message, severity: 'error', ...hint }];
}

/** Of what a problem without a place of its own is about: draws are refused by `require`. */
function lineOf(code: string, text: string): number {
  const at = code === 'NM2023' ? text.search(/^require:/m) : -1;
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
