/** What the colours mean: classes in the picture, depths, clutter. It lies over the picture, whose size it may not change: another size is another picture. */
import type { Store } from '../state/store.js';
import { classColor, css, DEPTHS, depthColor } from './color.js';

export function Legend({ store }: { readonly store: Store }) {
  const { overlays, picture, start } = store;
  const layers = picture.value?.painted.truth?.layers;
  const shown = ['boxes', 'cuboids', 'masks'].some((name) => overlays.value.has(name as 'boxes'));
  const ids = layers?.semantic === undefined || !shown ? [] : [...new Set(layers.semantic)];
  const classes = ids.flatMap((id) => start.ontology.classes.find(({ index }) => index === id && index !== 0) ?? []);
  const deep = overlays.value.has('depth') || overlays.value.has('lidar');
  if (classes.length === 0 && !deep) return null;
  return (
    <ul class="legend" aria-label="legend">
      {deep && (
        <li>
          {DEPTHS.nearest} m <span class="ramp" style={{ background: ramp() }} /> {DEPTHS.farthest} m
        </li>
      )}
      {classes.map(({ id, about }) => (
        <li key={id} title={about}>
          <span class="swatch" style={{ background: css(classColor(start.ontology, id)) }} /> {id}
        </li>
      ))}
    </ul>
  );
}

function ramp(): string {
  const stops = Array.from({ length: 9 }, (_, i) => css(depthColor(i / 8)));
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}
