/** What is drawn: each parameter's distribution with this draw in it. Hold one, drag it, copy it back. */
import { useSignal } from '@preact/signals';
import type { ParameterAbout } from '#contracts/preview';
import { put, type Store } from '../state/store.js';
import { Histogram } from './histogram.js';
import { inUnit, shortest } from './numbers.js';
import { pinned, pinTo, unpin, writePins } from './pins.js';
import { Rejections } from './rejections.js';

export function Parameters({ store }: { readonly store: Store }) {
  const reply = store.run.value?.reply;
  if (reply === undefined) return <p>nothing has run yet</p>;
  const shown = reply.parameters.filter(({ kind }) => kind !== 'fixed');
  const fixed = reply.parameters.filter(({ kind }) => kind === 'fixed');
  return (
    <>
      <Copy store={store} />
      <Rejections store={store} />
      {shown.length === 0 && <p>Every draw of this scenario is alike: nothing in it is drawn by a name.</p>}
      {shown.map((about) => (
        <Parameter key={about.name} store={store} about={about} />
      ))}
      {fixed.length > 0 && (
        <details>
          <summary>{fixed.length} that are always the same</summary>
          {fixed.map((about) => (
            <Parameter key={about.name} store={store} about={about} />
          ))}
        </details>
      )}
      <p class="hint">{store.draws.value.length} draws of this seed looked at</p>
    </>
  );
}

function Parameter({ store, about }: { readonly store: Store; readonly about: ParameterAbout }) {
  const { name, unit, factor, kind, source, line } = about;
  const value = store.run.value?.reply.scenario.parameters[name];
  const values = store.draws.value.map(({ parameters }) => parameters[name]).filter((each) => each !== undefined);
  const held = pinned(store, name);
  const canHold = kind !== 'correlated';
  return (
    <section class={`parameter ${held ? 'held' : ''}`} aria-label={name}>
      <h2>
        {name} <span class="kind">{kind}</span>
      </h2>
      <p class="source" title={`line ${line}`}>
        {source}
      </p>
      <div class="value">
        <label>
          <span class="hidden">{`value of ${name}`}</span>
          <input
            value={value === undefined ? '' : typeof value === 'string' ? value : shortest(value / factor)}
            disabled={!canHold}
            onChange={(event) => pinTo(store, about, event.currentTarget.value)}
          />
        </label>
        <span>{unit}</span>
        <button
          type="button"
          aria-pressed={held}
          disabled={!canHold}
          onClick={() => (held ? unpin(store, name) : pinTo(store, about, value === undefined ? '' : inUnit(value, factor)))}
        >
          {held ? 'held' : 'hold'}
        </button>
      </div>
      <Histogram
        about={about}
        values={values}
        value={value}
        onChoose={canHold ? (chosen) => pinTo(store, about, chosen) : undefined}
      />
    </section>
  );
}

function Copy({ store }: { readonly store: Store }) {
  const copied = useSignal('');
  if (store.pins.value.length === 0) return null;
  const lines = store.pins.value.map(({ name, value }) => `  ${name}: ${value}`).join('\n');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(`parameters:\n${lines}\n`).then(
      () => (copied.value = 'copied'),
      () => (copied.value = 'the browser does not allow that: select the lines and copy them'),
    );
  };
  return (
    <section class="held-values" aria-label="held values">
      <pre id="held">{`parameters:\n${lines}`}</pre>
      <div class="bar">
        <button type="button" onClick={() => void copy()}>
          copy as YAML
        </button>
        <button type="button" onClick={() => void writePins(store)} title="into the text in the editor; save to keep it">
          write into the text
        </button>
        <button type="button" onClick={() => put(store.pins, [])}>
          let all go
        </button>
      </div>
      <p role="status">{copied.value}</p>
    </section>
  );
}
