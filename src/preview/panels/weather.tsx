/** Weather and light in physical units; and the same moment with other values beside it. */
import { useSignal } from '@preact/signals';
import type { Medium } from '#contracts/frame';
import type { Setting } from '#contracts/preview';
import type { Environment } from '#contracts/scenario';
import { degrees } from '#core/math';
import { put, type Store } from '../state/store.js';
import { shortest } from './numbers.js';

export function Weather({ store }: { readonly store: Store }) {
  const reply = store.run.value?.reply;
  if (reply === undefined) return <p>nothing has run yet</p>;
  const medium = reply.track.media[0]?.medium;
  const beside = reply.shownAs;
  const rows = medium === undefined ? [] : figuresOf(reply.scenario.environment, medium);
  const others = beside === undefined ? [] : figuresOf(beside.scenario.environment, beside.track.media[0]?.medium as Medium);
  return (
    <>
      <table class="figures">
        <caption>as drawn</caption>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col">here</th>
            {beside && <th scope="col">beside</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value], i) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              {beside && <td class={others[i]?.[1] === value ? '' : 'other'}>{others[i]?.[1]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <Compare store={store} />
    </>
  );
}

type Row = readonly [name: string, value: string];

function figuresOf(environment: Environment, medium: Medium): readonly Row[] {
  const { sunElevation, sunAzimuth, windSpeed, windFrom, gustAmplitude, fogMorM } = environment;
  const deg = (angle: number): string => `${shortest(degrees(angle))} deg`;
  return [
    ['sun over the horizon', deg(sunElevation)],
    ['sun from north', deg(sunAzimuth)],
    ['sunlight, facing it', `${shortest(medium.sunIlluminanceLx)} lx`],
    ['light of the sky, on the level', `${shortest(medium.skyIlluminanceLx)} lx`],
    ['cloud', `${Math.round(8 * medium.cloudCover)} oktas`],
    ['visibility (MOR)', fogMorM === undefined ? 'clear' : `${shortest(fogMorM)} m`],
    ['extinction, all told', `${shortest(medium.extinctionPerM)} 1/m`],
    ['banks of fog, dust, smoke', String(medium.banks?.length ?? 0)],
    ['rain', `${shortest(medium.rainMmPerH)} mm/h`],
    ['snow, as water', `${shortest(medium.snowMmPerH)} mm/h`],
    ['wetness of the ground', `${Math.round(100 * medium.wetness)} %`],
    ['ground under snow', `${Math.round(100 * medium.snowCover)} %`],
    ['friction, of a dry road', `${Math.round(100 * medium.frictionScale)} %`],
    ['wind', `${shortest(windSpeed)} m/s from ${deg(windFrom)}`],
    ['gusts', `${shortest(gustAmplitude)} m/s over it`],
    ['lamps', medium.lampsOn ? 'on' : 'off'],
  ];
}

function Compare({ store }: { readonly store: Store }) {
  const { shownAs, start } = store;
  const key = useSignal(start.factors[0]?.key ?? '');
  const value = useSignal('');
  const unit = start.factors.find((factor) => factor.key === key.value)?.unit ?? '';
  const add = (event: Event): void => {
    event.preventDefault();
    if (value.value.trim() === '') return;
    const setting: Setting = { key: key.value, value: value.value.trim() };
    shownAs.value = [...shownAs.value.filter((each) => each.key !== setting.key), setting];
  };
  return (
    <section class="compare" aria-label="counterfactual">
      <h2>the same moment with other values</h2>
      <form class="bar" onSubmit={add}>
        <label>
          key{' '}
          <select id="factor" value={key.value} onChange={(event) => put(key, event.currentTarget.value)}>
            {start.factors.map((factor) => (
              <option key={factor.key} value={factor.key}>
                {factor.key}
              </option>
            ))}
          </select>
        </label>
        <label>
          value{' '}
          <input
            id="other-value"
            value={value.value}
            placeholder={unit}
            onInput={(event) => put(value, event.currentTarget.value)}
          />
        </label>
        <button type="submit">show beside</button>
      </form>
      <ul class="settings">
        {shownAs.value.map((setting) => (
          <li key={setting.key}>
            {setting.key}: {setting.value}{' '}
            <button
              type="button"
              aria-label={`remove ${setting.key}`}
              onClick={() =>
                put(
                  shownAs,
                  shownAs.value.filter((each) => each !== setting),
                )
              }
            >
              remove
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">Bodies move as they do here: only what is seen changes, as in `nearmiss counterfactual`.</p>
    </section>
  );
}
