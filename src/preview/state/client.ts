/** Questions to the program that serves this page. */
import type {
  CaptureReply,
  Completion,
  DrawPicture,
  DrawRequest,
  DrawSummary,
  FileText,
  Foreseen,
  Hover,
  ObservationReply,
  Pin,
  PreviewStart,
  Refused,
  RunReply,
  RunRequest,
} from '#contracts/preview';
import type { SceneSpec } from '#contracts/scene';

export type SaveResult = { readonly saved: FileText } | { readonly changedMeanwhile: FileText };

export async function askStart(): Promise<PreviewStart> {
  return (await (await fetch('start')).json()) as PreviewStart;
}
export async function askText(file: string): Promise<FileText> {
  return (await (await post('read', { file })).json()) as FileText;
}
export async function save(file: string, text: string, over: string): Promise<SaveResult> {
  const response = await post('save', { file, text, over }, [409]);
  const given = (await response.json()) as FileText;
  return response.status === 409 ? { changedMeanwhile: given } : { saved: given };
}
/** @param onForeseen told its scene, before it is there @throws when it was aborted, or the program has ended */
export async function askRun(
  request: RunRequest,
  signal: AbortSignal,
  onForeseen: (scene: SceneSpec) => void,
): Promise<RunReply | Refused | undefined> {
  for await (const line of linesOf<RunReply | Refused | Foreseen>(await post('run', request, [], signal))) {
    if (!('foreseen' in line)) return line;
    onForeseen(line.foreseen);
  }
  return undefined;
}
export async function* askDraws(
  order: DrawRequest & { readonly from: number; readonly count: number; readonly pictureWidth?: number },
  signal: AbortSignal,
): AsyncGenerator<DrawSummary | DrawPicture | Refused> {
  yield* linesOf(await post('draws', order, [], signal));
}

interface LookRequest {
  readonly run: string;
  readonly request: RunRequest;
  readonly sensor: string;
  readonly timeNs: number;
}
export async function askCapture(look: LookRequest & { readonly width: number }, signal: AbortSignal) {
  return await first<CaptureReply | null>('capture', look, signal);
}
export async function askObservation(look: LookRequest, signal: AbortSignal) {
  return await first<ObservationReply | null>('observation', look, signal);
}

/** @returns the text with these parameters held in it */
export async function askHeldText(text: string, pins: readonly Pin[]): Promise<string> {
  return ((await (await post('held', { text, pins })).json()) as { text: string }).text;
}
export async function askCompletions(file: string, text: string, offset: number): Promise<readonly Completion[]> {
  return (await (await post('complete', { file, text, offset })).json()) as readonly Completion[];
}
export async function askHover(file: string, text: string, offset: number): Promise<Hover | null> {
  return (await (await post('hover', { file, text, offset })).json()) as Hover | null;
}

async function first<T>(what: string, body: unknown, signal: AbortSignal): Promise<T | undefined> {
  for await (const line of linesOf<T>(await post(what, body, [], signal))) return line;
  return undefined;
}

/** @param fine statuses that are an answer too */
export async function post(what: string, body: unknown, fine: readonly number[] = [], signal?: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(what, { method: 'POST', headers, body: JSON.stringify(body), signal: signal ?? null });
  if (response.ok || fine.includes(response.status)) return response;
  const { failed } = (await response.json().catch(() => ({}))) as { failed?: string };
  throw new Error(failed ?? `the program answered ${response.status}`);
}

async function* linesOf<T>(response: Response): AsyncGenerator<T> {
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream() as never).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = (await reader.read()) as { readonly done: boolean; readonly value?: string };
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) yield JSON.parse(line) as T;
  }
}
