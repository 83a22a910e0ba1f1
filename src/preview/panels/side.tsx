/** The panel beside the picture, one of several at a time. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Easel } from '../painting/painters.js';
import { keepDraws, type Wanted } from '../state/draws.js';
import type { Store } from '../state/store.js';
import { Draws } from './draws.js';
import { ObjectPanel } from './objects.js';
import { Parameters } from './parameters.js';
import { Weather } from './weather.js';

const TABS = [
  { id: 'parameters', name: 'parameters', Panel: Parameters, wants: 'figures' },
  { id: 'draws', name: 'draws', Panel: Draws, wants: 'pictures' },
  { id: 'weather', name: 'weather and light', Panel: Weather, wants: 'nothing' },
  { id: 'objects', name: 'objects', Panel: ObjectPanel, wants: 'nothing' },
] as const;
type Tab = (typeof TABS)[number]['id'];

export function Side({ store, easel }: { readonly store: Store; readonly easel: Easel }) {
  const tab = useSignal<Tab>('parameters');
  const wanted = useSignal<Wanted>('figures');
  useEffect(() => keepDraws(store, easel, wanted), []);
  const choose = (id: Tab): void => {
    tab.value = id;
    wanted.value = TABS.find((each) => each.id === id)?.wants ?? 'nothing';
  };
  const Panel = (TABS.find(({ id }) => id === tab.value) ?? TABS[0]).Panel;
  return (
    <section class="side" aria-label="side panel">
      <div class="tabs" role="tablist" aria-label="panels" onKeyDown={(event) => chooseByKey(event, tab, choose)}>
        {TABS.map(({ id, name }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={tab.value === id}
            aria-controls="panel"
            tabIndex={tab.value === id ? 0 : -1}
            onClick={() => choose(id)}
          >
            {name}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <div class="panel" id="panel" role="tabpanel" aria-labelledby={`tab-${tab.value}`} tabIndex={0}>
        <Panel store={store} />
      </div>
    </section>
  );
}

function chooseByKey(event: KeyboardEvent, tab: Signal<Tab>, choose: (id: Tab) => void): void {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (way === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const at = TABS.findIndex(({ id }) => id === tab.value);
  const next = TABS[(at + way + TABS.length) % TABS.length] as (typeof TABS)[number];
  choose(next.id);
  document.getElementById(`tab-${next.id}`)?.focus();
}
