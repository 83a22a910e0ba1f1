/** A concrete scenario, run: trace, verdict and the instants that cameras capture. Pure. */

import type { FrameEvent, Medium } from '#contracts/frame';
import type { Sensor } from '#contracts/rig';
import type { CaptureInstant, ObservationInstant, Simulate, SimulateInTurns, SimulateOptions } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { SceneSpec } from '#contracts/scene';
import { norm } from '#core/pose';
import { randomRoot } from '#core/random';
import { buildPlace } from '#places/index';
import { type ActorFigures, judge } from '#validate/criteria';
import { flightMetrics } from '#validate/flight-criteria';
import { rateOf, ticksIn, windowsOf } from './clock.js';
import { completed, criticalityFor, drivenBy } from './completed.js';
import { gatherCurves } from './curves.js';
import { createEngine } from './engine.js';
import { contactOf, gatherFigures } from './figures.js';
import { watchFlights } from './flights.js';
import type { Interval } from './interval.js';
import { mediumOf } from './medium/index.js';
import { takeTurns } from './pilot.js';
import { createRecorder, type Recorder } from './recorder.js';
import { watchRequirements } from './requirements.js';
import { watchRules } from './rules.js';
import { bodiesOf, firstMotion, sceneOf } from './scene.js';
import type { Snapshot } from './snapshot.js';
import { spansOf } from './spans.js';
import { createTimeline } from './timeline.js';

export const simulate: Simulate = (scenario, options) => {
  const { done, value } = simulateInTurns(scenario, options).next();
  if (done !== true) throw new Error('somebody outside is to drive, and nobody does');
  return value;
};

/** The run, given control to whoever drives from outside at each of their instants: they are told what is, and say what is to be. */
export const simulateInTurns: SimulateInTurns = function* (scenario, options, driven) {
  const shown = options.shownAs ?? scenario;
  const place = buildPlace(scenario.place);
  const bodies = bodiesOf(scenario, place, options.bodies);
  const turbulence = randomRoot(scenario.seed).child('wind').child(scenario.draw);
  const medium = mediumOf(scenario.environment, turbulence);
  const calmlyShown = mediumOf(shown.environment, turbulence);
  const engine = createEngine(
    scenario,
    place,
    bodies,
    bodies.map((body) => firstMotion(body, place, bodies)),
    medium,
    driven === undefined ? undefined : bodies[0],
  );
  const shownMedium = (): Medium => (engine.gusts.length === 0 ? calmlyShown : { ...calmlyShown, gusts: engine.gusts });
  const figures = gatherFigures(scenario, bodies, driven === undefined ? undefined : bodies[0]);
  const flights = watchFlights(scenario, bodies, engine.stage);
  const requirements = watchRequirements(scenario.requirements, engine.context);
  const sensors = options.withCaptures ? shown.actors.flatMap((actor) => actor.sensors) : [];
  const cameras = sensors.filter(({ type }) => type === 'camera');
  const timeline = createTimeline(bodies, shownMedium, options.withCaptures);
  const rates = sensors.map((sensor) => rateOf(sensor, scenario.capture));
  const end = scenario.duration + Math.max(0, ...rates.map((rate) => 1 / rate)) + Math.max(0, ...sensors.map(shutterReach));
  const recorder = createRecorder(engine, bodies, shownMedium, {
    traceHz: options.traceHz,
    sensorHz: cameras.map((sensor) => rateOf(sensor, scenario.capture)),
    until: scenario.duration,
    end,
  });
  const criticality = criticalityFor(engine.context, options);
  const rules = watchRules(scenario.criteria, engine.context);
  const curves = options.curvesHz === undefined ? undefined : gatherCurves(bodies, options.curvesHz, scenario.duration);
  const through = (interval: Interval): void => {
    recorder.through(interval);
    curves?.through(interval);
    criticality?.through(interval);
    timeline.through(interval);
  };
  const see = (): void => {
    figures.see(engine.now);
    flights?.see(engine.now);
    requirements.see(engine.now);
    criticality?.see(engine.now);
    rules.see(engine.now);
  };
  see();
  const scene = (): SceneSpec => sceneOf(shown, bodies, options.semanticIds);
  const turns = driven === undefined ? undefined : takeTurns(engine.stage, driven, scene);
  const first = scenario.actors[0]?.id;
  const over = (): boolean =>
    (options.endAtContact === true && touchedBy(first, engine.events)) ||
    (options.endAtArrival === true && flights?.of(first ?? '')?.arrival !== undefined);
  while (engine.now.time < scenario.duration && !over()) {
    if (turns?.due() === true) turns.obey(yield turns.turn());
    through(engine.step(Math.min(scenario.duration, turns?.next() ?? Number.POSITIVE_INFINITY)));
    see();
  }
  const atEnd = engine.now;
  while (engine.now.time < end && !over()) through(engine.step(end));
  recorder.close(engine.standing());
  curves?.close(engine.standing());
  criticality?.close(engine.standing());
  timeline.close(engine.now, engine.events);
  const endNs = Math.round(scenario.duration * 1e9);
  const events = engine.events.filter((event) => event.timeNs <= endNs);
  const judged = completed(
    figures.of(events, flights),
    criticality,
    rules.held(atEnd.time),
    elsewise(scenario, options),
    scenario.criteria,
  );
  const asked = options.criticality === undefined ? undefined : criticality;
  const captures = cameras.flatMap((sensor) => capturesOf(sensor, scenario, engine.happened, recorder)).sort(byTimeThenSensor);
  return {
    scenario: shown,
    scene: scene(),
    trace: {
      scenario: scenario.name,
      seed: scenario.seed,
      draw: scenario.draw,
      stepNs: Math.round(scenario.step * 1e9),
      ticks: recorder.ticks,
      events,
    },
    verdict: judge(scenario.criteria, judged, requirements.broken(), {
      ...(asked === undefined ? {} : criticalMetrics(judged, scenario)),
      ...metricsOf(atEnd, scenario, judged),
    }),
    captures,
    observations: observationsOf(sensors, scenario, engine.happened, captures),
    timeline,
    windows: windowsOf(scenario.capture, scenario.duration, engine.happened),
    leastGaps: judged.get(scenario.actors[0]?.id ?? '')?.threats ?? {},
    spans: spansOf(scenario.story, engine.happened, engine.ended),
    ...(curves === undefined ? {} : { curves: curves.curves() }),
    ...(asked === undefined ? {} : { criticality: asked.table() }),
  };
};

/** How the first contact goes with another driver, nobody looking. */
function elsewise(scenario: ConcreteScenario, { semanticIds, bodies }: SimulateOptions): Parameters<typeof completed>[3] {
  const options = { traceHz: 0, semanticIds, withCaptures: false, ...(bodies === undefined ? {} : { bodies }) };
  return (criterion) => {
    const run = simulate(drivenBy(scenario, criterion), options);
    return contactOf(run.trace.events, criterion.of);
  };
}

/** Figures of the first actor's criticality. */
function criticalMetrics(figures: ReadonlyMap<string, ActorFigures>, { actors }: ConcreteScenario): Record<string, number> {
  const { run = {} } = figures.get(actors[0]?.id ?? '') ?? {};
  return Object.fromEntries(Object.entries(run).map(([key, { value }]) => [key, value]));
}

function touchedBy(id: string | undefined, events: readonly FrameEvent[]): boolean {
  return events.some(({ kind, bodies }) => kind === 'contact' && bodies.includes(id ?? ''));
}

function capturesOf(
  sensor: Sensor,
  scenario: ConcreteScenario,
  happened: ReadonlyMap<string, number>,
  recorder: Recorder,
): CaptureInstant[] {
  const rate = rateOf(sensor, scenario.capture);
  const ticks = ticksIn(windowsOf(scenario.capture, scenario.duration, happened), rate).slice(0, scenario.capture.maxFrames);
  return ticks.map((k, index) => ({
    sensor: sensor.id,
    index,
    frame: recorder.frameAt(k, rate),
    next: recorder.frameAt(k + 1, rate),
    ...(k > 0 ? { before: recorder.frameAt(k - 1, rate) } : {}),
  }));
}

/** A shutter looks this long after its picture's time, s. */
function shutterReach(sensor: Sensor): number {
  const shutter = sensor.type === 'camera' ? sensor.shutter : undefined;
  return shutter === undefined ? 0 : (shutter.readoutS + shutter.exposureS) / 2;
}

/** Inside the same windows, up to a period after the last picture where `maxFrames` has ended those early. */
function observationsOf(
  sensors: readonly Sensor[],
  scenario: ConcreteScenario,
  happened: ReadonlyMap<string, number>,
  captures: readonly CaptureInstant[],
): ObservationInstant[] {
  const { capture, duration } = scenario;
  const windows = windowsOf(capture, duration, happened);
  const last = captures.at(-1);
  const until = last === undefined ? Infinity : last.next.timeNs;
  return sensors
    .filter(({ type }) => type !== 'camera')
    .flatMap((sensor) =>
      ticksIn(windows, sensor.rateHz)
        .map((k) => Math.round((k / sensor.rateHz) * 1e9))
        .filter((timeNs) => timeNs < until)
        .map((timeNs, index) => ({ sensor: sensor.id, index, timeNs })),
    )
    .sort((a, b) => a.timeNs - b.timeNs || (a.sensor < b.sensor ? -1 : 1));
}

function byTimeThenSensor(a: CaptureInstant, b: CaptureInstant): number {
  return a.frame.timeNs - b.frame.timeNs || (a.sensor < b.sensor ? -1 : 1);
}

/** Radius of a corridor that nobody declared, m. */
const NO_CORRIDOR = 1e6;

/** Headline figures of the first actor. */
function metricsOf(
  atEnd: Snapshot,
  scenario: ConcreteScenario,
  figures: ReadonlyMap<string, ActorFigures>,
): Record<string, number> {
  const id = scenario.actors[0]?.id;
  const ego = id === undefined ? undefined : figures.get(id);
  if (ego === undefined) return {};
  const gaps = Object.values(ego.minGap).map(({ value }) => value);
  return {
    ...(ego.minTtc === undefined ? {} : { minTtcS: ego.minTtc.value }),
    ...(gaps.length === 0 ? {} : { minGapM: Math.min(...gaps) }),
    ...(ego.contact === undefined
      ? {}
      : {
          impactSpeedMPerS: ego.contact.speed,
          impactRelativeSpeedMPerS: ego.contact.relativeSpeed,
          impactTimeS: ego.contact.timeNs / 1e9,
        }),
    maxDecelerationMPerS2: ego.maxDeceleration,
    endSpeedMPerS: norm(atEnd.of(0).velocity),
    ...(ego.corridor === undefined || ego.corridor.radius >= NO_CORRIDOR ? {} : { corridorDeviationM: ego.corridor.deviation }),
    ...(ego.flight === undefined ? {} : flightMetrics(ego.flight)),
  };
}
