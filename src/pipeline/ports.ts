/** What a shard is made with. The pipeline knows these ports, not the rooms behind them; the toolkit plugs them together. */
import type { AuditSession, Violation } from '#contracts/audit';
import type { CameraView } from '#contracts/camera';
import type { DatasetPlan, Job } from '#contracts/job';
import type { FrameAnnotations, LabelInput } from '#contracts/label';
import type { RenderSession } from '#contracts/renderer';
import type { RepaintedFrame, RepaintInput } from '#contracts/repaint';
import type { CameraSensor } from '#contracts/rig';
import type { Run } from '#contracts/run';
import type { ConcreteScenario, RejectionReport } from '#contracts/scenario';
import type { SensorInput, SensorSession } from '#contracts/sensor';
import type { Span } from '#contracts/span';
import type { DatasetDefinition, FrameRecord, Sink, Store, Writer } from '#contracts/writer';
import type { Pose } from '#core/pose';
import type { SampleRecord } from './record.js';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface Ports {
  /** The scenario at that place of the plan, drawn: the same arguments, the same answer, on every machine. */
  draw(scenario: number, draw: number): { readonly concrete: ConcreteScenario; readonly rejections: RejectionReport };
  simulate(concrete: ConcreteScenario): Run;
  cameraView(sensor: CameraSensor, worldFromBody: Pose, bodyId: string, seed: number, size?: PictureSize): CameraView;
  labelFrame(input: LabelInput): FrameAnnotations | Promise<FrameAnnotations>;
  openSensor(input: Omit<SensorInput, 'rays'>): SensorSession;
  openAudit(): AuditSession;
  /** Keeps a frame that contradicts itself apart from the others, with why and a picture. */
  quarantine(record: FrameRecord, violations: readonly Violation[], sink: Sink): Promise<void>;
  /** The diffusion pass over one frame; whatever it needs is opened when it is first asked. Missing where no scenario asks for it. */
  repaint?(input: RepaintInput): Promise<RepaintedFrame>;
  /** Lets go of what was opened. */
  close?(): Promise<void>;
  readonly definition: DatasetDefinition;
  readonly writers: readonly Writer[];
}

/** Milliseconds spent in each stage; stages overlap, so they may add up to more than the wall time. */
export interface StageTimes {
  draw: number;
  simulate: number;
  render: number;
  observe: number;
  label: number;
  repaint: number;
  audit: number;
  encode: number;
  write: number;
}

export interface ShardEvents {
  onFrame(sample: string, done: number, total: number): void;
  onSample(record: SampleRecord, times: StageTimes): void;
}

export interface Shard {
  readonly plan: DatasetPlan;
  readonly planHash: string;
  readonly ports: Ports;
  readonly session: RenderSession;
  readonly store: Store;
  readonly events: ShardEvents;
  readonly signal: AbortSignal;
  /** A clock in ms for the time budget; never in a dataset's bytes. */
  readonly now: () => number;
  /** The shard's own span, that samples, frames and their stages are told to as parts. Missing where nobody watches. */
  readonly trace?: Span;
}
export type SampleTask = Job['samples'][number];
