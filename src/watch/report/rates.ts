/** The figures that energy and cost are estimated by: what is published, what is assumed, and what whoever runs it knows better. */
import { RATE_NAMES, type Rate, type RateName } from '#contracts/farm-report';
import { usageError } from '#core/errors';

/** What is called published was looked up in its source. */
const KNOWN: Readonly<Record<RateName, Rate>> = {
  wattsPerCore: {
    value: 5,
    unit: 'W',
    about: 'a busy core takes',
    source:
      'power limits of server processors over their cores: 4.4 W (EPYC 7763, 280 W, 64) to 6.8 W (Xeon Platinum 8380, 270 W, 40)',
    kind: 'assumed',
  },
  wattsPerGpu: {
    value: 70,
    unit: 'W',
    about: 'a graphics card that draws takes',
    source: 'the power limit of a small server card (NVIDIA T4, 70 W); large ones take ten times that',
    kind: 'assumed',
  },
  wattsPerGib: {
    value: 0.4,
    unit: 'W/GiB',
    about: 'memory takes',
    source:
      'Green Algorithms (Lannelongue et al., 2021): 0.3725 W a GB; another measured far less on DDR4 (issue 14 of GreenAlgorithms/green-algorithms-tool)',
    kind: 'published',
  },
  gibPerWorker: {
    value: 1,
    unit: 'GiB',
    about: 'a worker and its browser hold',
    source: 'measured at 1280x720 with llvmpipe: 0.9 to 1.1 GiB',
    kind: 'assumed',
  },
  pue: {
    value: 1.56,
    unit: '',
    about: 'a building takes, over what its machines take (PUE)',
    source: 'average of the Uptime Institute’s Global Data Center Survey 2024, 1.56; 1 for a computer under a desk',
    kind: 'published',
  },
  gridGPerKwh: {
    value: 445,
    unit: 'g CO2/kWh',
    about: 'the grid gives off',
    source: 'IEA, Electricity 2025: world average of 2024, 445; a country’s own is from some 30 to over 700',
    kind: 'published',
  },
  pricePerCpuHour: {
    value: 0.05,
    unit: 'USD/h',
    about: 'an hour of a core costs',
    source: 'about what large clouds ask for a virtual core on demand',
    kind: 'assumed',
  },
};

/** Options of the command line, by the figure that each gives. */
export const RATE_OPTIONS: Readonly<Record<RateName, string>> = {
  wattsPerCore: 'watts-per-core',
  wattsPerGpu: 'watts-per-gpu',
  wattsPerGib: 'watts-per-gib',
  gibPerWorker: 'gib-per-worker',
  pue: 'pue',
  gridGPerKwh: 'grid-g-per-kwh',
  pricePerCpuHour: 'price-per-cpu-hour',
};

export type GivenRates = Readonly<Partial<Record<RateName, number>>>;

/** @param currency of the price; the known one is in USD @throws NearmissError NM7932 where a figure can't be */
export function ratesOf(given: GivenRates, currency = 'USD'): Readonly<Record<RateName, Rate>> {
  const entries = RATE_NAMES.map((name) => {
    const value = given[name];
    if (value === undefined) return [name, KNOWN[name]] as const;
    const least = name === 'pue' ? 1 : 0;
    if (!Number.isFinite(value) || value < least)
      throw usageError('NM7932', `--${RATE_OPTIONS[name]} is ${value}`, `give a number that is not below ${least}`);
    const unit = name === 'pricePerCpuHour' ? `${currency}/h` : KNOWN[name].unit;
    return [name, { ...KNOWN[name], unit, value, source: 'as given', kind: 'given' as const }] as const;
  });
  return Object.fromEntries(entries) as Readonly<Record<RateName, Rate>>;
}

/** For the documentation. */
export function ratesTable(): string {
  const rows = RATE_NAMES.map((name) => {
    const { value, unit, about, source, kind } = KNOWN[name];
    return `| \`--${RATE_OPTIONS[name]}\` | ${about} | ${`${value} ${unit}`.trim()} | ${kind}: ${source} |`;
  });
  return ['| option | | when missing | where that comes from |', '|---|---|---|---|', ...rows].join('\n');
}
