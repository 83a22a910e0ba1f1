/** What is wrong, by line, with what to do about it. */
import type { Store } from '../state/store.js';

export interface ProblemsProps {
  readonly store: Store;
  goTo(line: number, column: number): void;
}

export function Problems({ store, goTo }: ProblemsProps) {
  const { problems, run } = store;
  const errors = problems.value.filter(({ severity }) => severity === 'error').length;
  return (
    <section class="problems" aria-label="problems">
      <p role="status" id="problem-count">
        {problems.value.length === 0
          ? 'no problems'
          : `${problems.value.length} ${problems.value.length === 1 ? 'problem' : 'problems'}${errors > 0 && run.value !== undefined ? '; the last good state is on show' : ''}`}
      </p>
      <ul>
        {problems.value.map(({ line, column, code, message, hint, severity }) => (
          <li key={`${line}:${column} ${code} ${message}`} class={severity}>
            <button type="button" onClick={() => goTo(line, column)}>
              <span class="place">
                {line}:{column}
              </span>{' '}
              {message}
              {hint !== undefined && <em> {hint}</em>} <code>{code}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
