/** Speeds, gaps and time to collision over the run. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { whenSeen } from '../state/seen.js';
import type { Store } from '../state/store.js';
import { leastOf } from './least.js';

type Plotting = typeof import('./plot.js');

export function Curves({ store }: { readonly store: Store }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const plotting = useSignal<Plotting | undefined>(undefined);
  useEffect(() => {
    whenSeen(store, async () => {
      plotting.value = await import('./plot.js');
    });
    const watcher = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box === undefined || box.width < 50) return;
      plot.current?.setSize({ width: box.width, height: Math.max(90, box.height - 26) });
      plotting.value?.showTime(plot.current, store.timeNs.peek());
    });
    watcher.observe(place.current as HTMLDivElement);
    return () => {
      watcher.disconnect();
      plot.current?.destroy();
    };
  }, []);
  useSignalEffect(() => {
    const curves = store.run.value?.reply.curves;
    plot.current?.destroy();
    plot.current = undefined;
    if (curves === undefined || place.current === null || plotting.value === undefined) return;
    plot.current = plotting.value.plotOf(store, curves, place.current);
    plotting.value.showTime(plot.current, store.timeNs.peek());
  });
  useSignalEffect(() => plotting.value?.showTime(plot.current, store.timeNs.value));
  return <div class="curves" ref={place} role="img" aria-label={aboutCurves(store)} />;
}

function aboutCurves({ run }: Store): string {
  const least = leastOf(run.value?.reply.curves.ttc ?? []);
  return `speeds, gaps and time to collision${least === undefined ? '' : `; the smallest time to collision is ${least.toFixed(2)} s`}`;
}
