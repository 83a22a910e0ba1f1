/** Acts and events as they went, what happened, and when sensors look. */
import type { FrameEvent } from '#contracts/frame';
import type { StorySpan } from '#contracts/run';
import { endOf, goTo } from '../state/player.js';
import type { Store } from '../state/store.js';
import { lookTimes } from './transport.js';

export const ROW = 18;

export function Lanes({ store }: { readonly store: Store }) {
  const reply = store.run.value?.reply;
  if (reply === undefined) return null;
  const end = endOf(store) / 1e9;
  const share = (time: number): string => `${(100 * Math.min(Math.max(0, time), end)) / end}%`;
  const jump = (event: MouseEvent & { currentTarget: HTMLElement }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    store.playing.value = false;
    goTo(store, ((event.clientX - box.left) / box.width) * end * 1e9);
  };
  const other = reply.events.filter(({ kind }) => kind !== 'trigger');
  return (
    <div class="lanes">
      <ul class="names">
        <li>capture</li>
        {reply.spans.map((span) => (
          <li key={span.name} style={{ paddingLeft: `${8 + 10 * span.depth}px` }} title={span.type}>
            {span.name}
          </li>
        ))}
        <li>happens</li>
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the slider above does the same by keys */}
      <div class="tracks" onClick={jump}>
        <div class="track">
          {reply.windows.map(({ start, end: until }) => (
            <span
              key={start}
              class="window"
              style={{ left: share(start), width: share(until - start) }}
              title={`sensors look from ${start.toFixed(2)} to ${until.toFixed(2)} s`}
            />
          ))}
          {lookTimes(store).map((timeNs) => (
            <span key={timeNs} class="tick" style={{ left: share(timeNs / 1e9) }} />
          ))}
        </div>
        {reply.spans.map((span) => (
          <div key={span.name} class="track">
            <Span store={store} span={span} end={end} share={share} />
          </div>
        ))}
        <div class="track">
          {other.map((event, i) => (
            <button
              key={`${event.name} ${i}`}
              type="button"
              class={`mark ${event.kind}`}
              style={{ left: share(event.timeNs / 1e9) }}
              title={aboutEvent(event)}
              aria-label={aboutEvent(event)}
              onClick={(click) => {
                click.stopPropagation();
                store.playing.value = false;
                goTo(store, event.timeNs);
              }}
            />
          ))}
        </div>
        <span class="now" style={{ left: share(store.timeNs.value / 1e9) }} />
      </div>
    </div>
  );
}

interface SpanProps {
  readonly store: Store;
  readonly span: StorySpan;
  readonly end: number;
  share(time: number): string;
}

function Span({ store, span: { name, type, start, end: until }, end, share }: SpanProps) {
  if (start === undefined) return <span class="never">never fired</span>;
  const lasts = `${start.toFixed(2)} s to ${until === undefined ? 'the end' : `${until.toFixed(2)} s`}`;
  return (
    <button
      type="button"
      class={`span ${type}`}
      style={{ left: share(start), width: share((until ?? end) - start) }}
      title={`${name}: ${lasts}`}
      aria-label={`${name}: ${lasts}; go to its start`}
      onClick={(click) => {
        click.stopPropagation();
        store.playing.value = false;
        goTo(store, start * 1e9);
      }}
    />
  );
}

function aboutEvent({ name, kind, timeNs, bodies, detail = {} }: FrameEvent): string {
  const figures = Object.entries(detail).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? value.toFixed(2) : value}`,
  );
  return `${(timeNs / 1e9).toFixed(2)} s ${kind}: ${name} (${bodies.join(', ')})${figures.length === 0 ? '' : ` ${figures.join(', ')}`}`;
}
