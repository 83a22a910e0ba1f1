/** Which scenario, which draw of it, and how it came out. */
import type { Verdict } from '#contracts/run';
import type { Files } from './state/files.js';
import type { Store } from './state/store.js';

export function Header({ store, files }: { readonly store: Store; readonly files: Files }) {
  const { run, draw, seed, reloadMs, busy, trouble } = store;
  const reply = run.value?.reply;
  return (
    <header class="top">
      <h1>nearmiss</h1>
      <label>
        <span class="hidden">scenario</span>
        <select value={store.file.value} onChange={(event) => void files.open(event.currentTarget.value)} id="file">
          {store.files.value.map((file) => (
            <option key={file} value={file}>
              {file}
            </option>
          ))}
        </select>
      </label>
      <p class="title" title={reply?.scenario.hazard}>
        {reply?.scenario.title ?? ''}
      </p>
      {reply && <Outcome verdict={reply.verdict} />}
      <fieldset class="draws" aria-label="draw">
        <label>
          seed{' '}
          <input
            id="seed"
            class="seed"
            value={seed.value}
            spellcheck={false}
            onChange={(event) => setSeed(store, event.currentTarget.value)}
          />
        </label>
        <button
          type="button"
          title="draw before (P)"
          aria-label="draw before"
          disabled={draw.value === 0}
          onClick={() => void draw.value--}
        >
          ◀
        </button>
        <label>
          draw{' '}
          <input
            id="draw"
            class="number"
            type="number"
            min={0}
            value={draw.value}
            onChange={(event) => setDraw(store, event.currentTarget.value)}
          />
        </label>
        <button type="button" title="next draw (N)" aria-label="next draw" onClick={() => void draw.value++}>
          ▶
        </button>
      </fieldset>
      <p class="state" role="status" aria-live="polite">
        {busy.value ? 'running ...' : reloadMs.value === undefined ? '' : `shown in ${Math.round(reloadMs.value)} ms`}
      </p>
      {trouble.value !== undefined && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
    </header>
  );
}

function setSeed({ seed, draw }: Store, text: string): void {
  const wanted = text.trim();
  if (wanted === '') return;
  draw.value = 0;
  seed.value = wanted;
}
function setDraw({ draw }: Store, text: string): void {
  const wanted = Number(text);
  if (Number.isSafeInteger(wanted) && wanted >= 0) draw.value = wanted;
}

const NAMES: Readonly<Record<Verdict['outcome'], string>> = { pass: 'passed', fail: 'failed', invalid: 'invalid' };

function Outcome({ verdict: { outcome, criteria, brokenRequirements } }: { readonly verdict: Verdict }) {
  const why = [
    ...criteria.map(
      ({ criterion, passed, value, limit }) => `${passed ? 'holds' : 'broken'}: ${criterion}${figures(value, limit)}`,
    ),
    ...brokenRequirements.map((label) => `requirement not met: ${label}`),
  ].join('\n');
  return (
    <output class={`outcome ${outcome}`} title={why === '' ? 'no criteria' : why}>
      {NAMES[outcome]}
    </output>
  );
}
function figures(value?: number, limit?: number): string {
  return value === undefined ? '' : ` (${value.toFixed(2)}${limit === undefined ? '' : `, limit ${limit.toFixed(2)}`})`;
}
