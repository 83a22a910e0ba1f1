/** Everything known of the bodies in the picture. */
import type { ObjectAnnotation } from '#contracts/label';
import { put, type Store } from '../state/store.js';

export function ObjectPanel({ store }: { readonly store: Store }) {
  const objects = store.picture.value?.painted.truth?.labels.objects ?? [];
  const { selected } = store;
  if (objects.length === 0) return <p>No labelled body is in the picture.</p>;
  return (
    <>
      {[...objects]
        .sort((a, b) => Number(b.id === selected.value) - Number(a.id === selected.value) || a.distance - b.distance)
        .map((object) => (
          <section key={object.id} class={`object ${object.id === selected.value ? 'chosen' : ''}`} aria-label={object.id}>
            <h2>
              <button
                type="button"
                aria-pressed={object.id === selected.value}
                onClick={() => put(selected, object.id === selected.value ? undefined : object.id)}
              >
                {object.id}
              </button>{' '}
              <span class="kind">{object.class}</span>
            </h2>
            <table class="figures">
              <tbody>
                {figures(object).map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
    </>
  );
}

function figures({
  box,
  distance,
  velocity,
  visiblePixels,
  amodalPixels,
  occlusion,
  truncation,
  contrast,
  cuboidInCamera,
  contacts,
}: ObjectAnnotation): readonly (readonly [string, string])[] {
  const [x, y, z] = cuboidInCamera.pose.position;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    ['distance', `${distance.toFixed(2)} m`],
    ['right, down, ahead', `${x.toFixed(2)}, ${y.toFixed(2)}, ${z.toFixed(2)} m`],
    ['speed', `${Math.hypot(...velocity).toFixed(2)} m/s`],
    ['size', `${cuboidInCamera.size.map((side) => side.toFixed(2)).join(' x ')} m`],
    ['box', `${box.x}, ${box.y}, ${box.width} x ${box.height} px`],
    ['pixels seen, of the whole', `${visiblePixels} of ${amodalPixels}`],
    ['hidden by others', percent(occlusion)],
    ['outside the picture', percent(truncation)],
    ['contrast: air x light', `${percent(contrast.air)} x ${percent(contrast.light)} = ${percent(contrast.value)}`],
    ['can be detected', contrast.detectable ? 'yes' : 'no'],
    ['touches', contacts.length === 0 ? 'nobody' : contacts.join(', ')],
  ];
}
