/** A kind of sensor: opened once a sample, then asked in the order of time. */
import type { RandomStream } from '#core/random';
import type { LayerName, LayerSet } from './layers.js';
import type { Bodies } from './model.js';
import type { Observation } from './observation.js';
import type { RayCaster } from './rays.js';
import type { RenderRequest } from './renderer.js';
import type { Sensor, SensorType } from './rig.js';
import type { Timeline } from './run.js';
import type { ConcreteScenario } from './scenario.js';
import type { SceneSpec } from './scene.js';

export interface SensorInput<S extends Sensor = Sensor> {
  readonly sensor: S;
  /** Id of the body that carries it. */
  readonly carrier: string;
  readonly scenario: ConcreteScenario;
  readonly scene: SceneSpec;
  readonly timeline: Timeline;
  readonly rays: RayCaster;
  /** What looks name; the built-in bodies when missing. */
  readonly bodies?: Bodies;
  /** Draws pictures, for sensors made of them. */
  readonly draw: (request: RenderRequest) => Promise<LayerSet>;
  /** The sensor's own stream in this sample. */
  readonly random: RandomStream;
}

export interface SensorSession {
  /** Called with ascending indices; a sensor with memory (bias, filters) lives through the time between. */
  observe(index: number, timeNs: number): Observation | Promise<Observation>;
}

export interface SensorModel<T extends SensorType = SensorType> {
  readonly type: T;
  readonly about: string;
  /** Layers that it asks of the renderer; none where missing. */
  readonly draws?: readonly LayerName[];
  open(input: SensorInput<Extract<Sensor, { readonly type: T }>>): SensorSession;
}
