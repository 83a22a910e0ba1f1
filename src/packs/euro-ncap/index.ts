/** The pack of Euro NCAP's vulnerable road users. */
import type { Pack, PackScenario } from '../pack.js';
import { scenarioText, titleOf } from './scenario.js';
import { type Light, ROWS, type Row } from './table.js';

const COLUMNS = [
  'case',
  'target',
  'comes',
  'km/h',
  'from, m',
  'acceleration, m',
  'steady, m',
  'impact, %',
  'vehicle, km/h',
  'light',
  'lamps at night',
  'hidden by',
];

export const euroNcap: Pack = {
  name: 'euro-ncap-2026-vru',
  title: 'Euro NCAP 2026, frontal crash avoidance: vulnerable road users',
  about:
    'Every point of the standard range: who crosses or goes ahead, at which share of the width they would be hit, by day and by night. Passed where the impact is avoided.',
  sources: ['euro-ncap-2026'],
  tables: [{ title: 'Cases', columns: COLUMNS, rows: ROWS.map(cells) }],
  scenarios: ROWS.flatMap((row) =>
    row.impactsPercent.flatMap((impact) =>
      row.lights.flatMap((light) => row.egoKmH.map((egoKmH) => scenarioOf(row, impact, light, egoKmH))),
    ),
  ),
};

function scenarioOf(row: Row, impact: number, light: Light, egoKmH: number): PackScenario {
  const name = `${row.case.toLowerCase()}-${impact}-${egoKmH}-${light}`;
  const title = titleOf(row, impact, light);
  return { name, row: title, column: `${egoKmH} km/h`, text: scenarioText({ row, impact, light, egoKmH }) };
}

function cells(row: Row): readonly string[] {
  const { accelerationM, steadyM, startM } = row;
  return [
    row.case,
    row.target,
    row.comes,
    String(row.targetKmH),
    ...[startM, accelerationM, steadyM].map((value) => (value === undefined ? '' : String(value))),
    row.impactsPercent.join(', '),
    row.egoKmH.join(', '),
    row.lights.join(', '),
    row.lights.includes('night') ? (row.lamps ?? 'headlights alone') : '',
    row.hiddenBy ?? '',
  ];
}
