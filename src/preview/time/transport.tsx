/** The controls of time. */
import { endOf, goTo, step, toggle } from '../state/player.js';
import { put, type Store } from '../state/store.js';
import { momentOf } from '../state/track.js';

const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4] as const;

export function Transport({ store }: { readonly store: Store }) {
  const { playing, timeNs, speed, run } = store;
  const endNs = endOf(store);
  const captures = lookTimes(store);
  return (
    <div class="bar" role="toolbar" aria-label="time">
      <button type="button" title="to the start (Home)" aria-label="to the start" onClick={() => goTo(store, 0)}>
        |◁
      </button>
      <button
        type="button"
        title="a picture back (Shift+left)"
        aria-label="a captured picture back"
        disabled={captures.length === 0}
        onClick={() => step(store, -1, captures)}
      >
        ◁◁
      </button>
      <button type="button" title="a step back (left)" aria-label="a step back" onClick={() => step(store, -1)}>
        ◁
      </button>
      <button
        type="button"
        id="play"
        title="play or pause (space)"
        aria-label={playing.value ? 'pause' : 'play'}
        onClick={() => toggle(store)}
      >
        {playing.value ? '❚❚' : '▶'}
      </button>
      <button type="button" title="a step on (right)" aria-label="a step on" onClick={() => step(store, 1)}>
        ▷
      </button>
      <button
        type="button"
        title="a picture on (Shift+right)"
        aria-label="a captured picture on"
        disabled={captures.length === 0}
        onClick={() => step(store, 1, captures)}
      >
        ▷▷
      </button>
      <label>
        <span class="hidden">speed</span>
        <select id="speed" value={speed.value} onChange={(event) => put(speed, Number(event.currentTarget.value))}>
          {SPEEDS.map((each) => (
            <option key={each} value={each}>
              {each} x
            </option>
          ))}
        </select>
      </label>
      <label class="scrub">
        <span class="hidden">time</span>
        <input
          id="scrub"
          type="range"
          min={0}
          max={endNs / 1e6}
          step={1}
          value={timeNs.value / 1e6}
          aria-valuetext={`${(timeNs.value / 1e9).toFixed(2)} seconds`}
          onInput={(event) => {
            playing.value = false;
            goTo(store, Number(event.currentTarget.value) * 1e6);
          }}
        />
      </label>
      <output class="clock">
        {(timeNs.value / 1e9).toFixed(3)} / {(endNs / 1e9).toFixed(1)} s
      </output>
      <button
        type="button"
        title="the moment that says most (M)"
        disabled={run.value === undefined}
        onClick={() => goTo(store, run.value === undefined ? 0 : momentOf(run.value.reply))}
      >
        moment
      </button>
    </div>
  );
}

/** When the camera on show takes its pictures, ns. */
export function lookTimes({ run, view }: Store): readonly number[] {
  const choice = view.value;
  const looks = run.value?.reply.looks ?? [];
  const found = choice.kind === 'sensor' ? looks.find(({ sensor }) => sensor === choice.sensor) : looks[0];
  return found?.timesNs ?? [];
}
