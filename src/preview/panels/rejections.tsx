/** How many draws were thrown away, and which constraint did it. */
import type { Store } from '../state/store.js';

export function Rejections({ store }: { readonly store: Store }) {
  const draws = store.draws.value;
  if (draws.length === 0) return null;
  const attempts = draws.reduce((sum, { rejections }) => sum + rejections.attempts, 0);
  const refused = attempts - draws.length;
  if (refused === 0) return <p class="hint">no draw was refused</p>;
  const guilty = new Map<string, number>();
  for (const { rejections } of draws)
    for (const [label, count] of Object.entries(rejections.byConstraint)) guilty.set(label, (guilty.get(label) ?? 0) + count);
  return (
    <section class="rejections" aria-label="refused draws">
      <p>
        {((100 * refused) / attempts).toFixed(1)} % of {attempts} draws refused
      </p>
      <ul>
        {[...guilty]
          .sort(([, a], [, b]) => b - a)
          .map(([label, count]) => (
            <li key={label}>
              {count} x {label}
            </li>
          ))}
      </ul>
    </section>
  );
}
