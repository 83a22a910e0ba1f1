/** A concrete scenario, run: trace, verdict and the instants that cameras capture. Pure. */

import type { FrameState } from '#contracts/frame';
import type { CaptureInstant, Simulate, TraceTick } from '#contracts/run';
import type { CameraSensor, ConcreteScenario } from '#contracts/scenario';
import { norm } from '#core/pose';
import { buildPlace } from '#places/index';
import { judge } from '#validate/criteria';
import type { Body } from './body.js';
import { rateOf, ticksIn, windowsOf } from './clock.js';
import { createEngine, type Engine } from './engine.js';
import { gatherFigures } from './figures.js';
import { mediumOf } from './medium/index.js';
import { frameAt, lookTimes, traceTick } from './recorder.js';
import { watchRequirements } from './requirements.js';
import { bodiesOf, firstMotion, sceneOf } from './scene.js';

export const simulate: Simulate = (scenario, options) => {
  const place = buildPlace(scenario.place);
  const bodies = bodiesOf(scenario, place);
  const medium = mediumOf(scenario.environment);
  const engine = createEngine(
    scenario,
    place,
    bodies,
    bodies.map((body) => firstMotion(body, place, bodies)),
    medium,
  );
  const figures = gatherFigures(scenario, bodies);
  const requirements = watchRequirements(scenario.requirements, engine.context);
  const sensors = options.withCaptures ? camerasOf(scenario) : [];
  const rates = sensors.map(({ sensor }) => rateOf(sensor, scenario.capture));
  const longest = Math.max(0, ...rates.map((rate) => 1 / rate));
  const ticks: TraceTick[] = [];
  const frames = new Map<number, FrameState>();
  let last = -1;
  figures.see(engine.now);
  requirements.see(engine.now);

  for (const look of lookTimes([options.traceHz, ...rates], scenario.duration + longest)) {
    const inTime = look.time <= scenario.duration + 1e-9;
    engine.advanceTo(look.time, (now) => {
      if (now.time > scenario.duration + 1e-9) return;
      figures.see(now);
      requirements.see(now);
    });
    if (inTime && look.rates.includes(options.traceHz)) ticks.push(traceTick(engine.now, bodies));
    if (look.rates.some((rate) => rates.includes(rate))) {
      const frame = frameAt(engine.now, engine, bodies, medium, last);
      frames.set(frame.timeNs, frame);
      last = frame.timeNs;
    }
  }
  const endNs = Math.round(scenario.duration * 1e9);
  const events = engine.events.filter((event) => event.timeNs <= endNs);
  const judged = figures.of(events);
  return {
    scenario,
    scene: sceneOf(scenario, bodies, options.semanticIds),
    trace: {
      scenario: scenario.name,
      seed: scenario.seed,
      draw: scenario.draw,
      stepNs: Math.round(scenario.step * 1e9),
      ticks,
      events,
    },
    verdict: judge(scenario.criteria, judged, requirements.broken(), metricsOf(engine, scenario, judged, bodies)),
    captures: sensors.flatMap(({ sensor }) => capturesOf(sensor, scenario, engine.happened, frames)).sort(byTimeThenSensor),
  };
};

function camerasOf(scenario: ConcreteScenario): { sensor: CameraSensor }[] {
  return scenario.actors.flatMap((actor) => actor.sensors.map((sensor) => ({ sensor })));
}

function capturesOf(
  sensor: CameraSensor,
  scenario: ConcreteScenario,
  happened: ReadonlyMap<string, number>,
  frames: ReadonlyMap<number, FrameState>,
): CaptureInstant[] {
  const rate = rateOf(sensor, scenario.capture);
  const ticks = ticksIn(windowsOf(scenario.capture, scenario.duration, happened), rate).slice(0, scenario.capture.maxFrames);
  const frameOf = (k: number): FrameState => frames.get(Math.round((k / rate) * 1e9)) as FrameState;
  return ticks.map((k, index) => ({ sensor: sensor.id, index, frame: frameOf(k), next: frameOf(k + 1) }));
}

function byTimeThenSensor(a: CaptureInstant, b: CaptureInstant): number {
  return a.frame.timeNs - b.frame.timeNs || (a.sensor < b.sensor ? -1 : 1);
}

/** Headline figures of the first actor. */
function metricsOf(
  engine: Engine,
  scenario: ConcreteScenario,
  figures: ReturnType<ReturnType<typeof gatherFigures>['of']>,
  bodies: readonly Body[],
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
    endSpeedMPerS: norm(engine.now.of((bodies[0] as Body).index).velocity),
  };
}
