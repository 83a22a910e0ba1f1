/** Pictures of 24 draws at their telling moments; a click shows one. */
import { GRID } from '../state/draws.js';
import { put, type Store } from '../state/store.js';

export function Draws({ store }: { readonly store: Store }) {
  const { draw, thumbnails, draws } = store;
  const from = Math.floor(draw.value / GRID) * GRID;
  const outcomes = new Map(draws.value.map((each) => [each.draw, each.outcome]));
  return (
    <>
      <div class="grid">
        {Array.from({ length: GRID }, (_, i) => from + i).map((number) => {
          const picture = thumbnails.value.get(number);
          const outcome = picture?.outcome ?? outcomes.get(number);
          return (
            <button
              key={number}
              type="button"
              class="thumbnail"
              aria-current={draw.value === number}
              aria-label={`draw ${number}${outcome === undefined ? '' : `, ${outcome}`}`}
              onClick={() => put(draw, number)}
            >
              {picture === undefined ? <span class="waiting" /> : <img src={picture.src} alt="" width={160} height={90} />}
              <span class={`corner ${outcome ?? ''}`}>{number}</span>
            </button>
          );
        })}
      </div>
      <p class="bar">
        <button type="button" disabled={from === 0} onClick={() => put(draw, from - GRID)}>
          24 before
        </button>
        <button type="button" onClick={() => put(draw, from + GRID)}>
          next 24
        </button>
      </p>
    </>
  );
}
