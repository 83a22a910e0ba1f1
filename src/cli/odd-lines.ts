/** What is covered of an operational design domain, for people. */
import type { ChosenDraws, DomainReport } from '#toolkit';

type Cells = DomainReport['empty'][number];

export function cellsText(cells: Cells): string {
  return Object.entries(cells)
    .map(([name, cell]) => `${name} ${cell}`)
    .join(', ');
}

export function domainLines(report: DomainReport, most: number): readonly string[] {
  const { files, axes, draws, refused, empty, infeasible } = report;
  return [
    `${files.join(', ')}: ${draws} draws cover ${filledText(report)}`,
    ...axes.map(({ name, group, cells }) => `  ${name}${group === undefined ? '' : ` (${group})`}: ${cells.join(' | ')}`),
    ...(refused > 0 ? [`  ${refused} draws were refused by requirements before as many were allowed`] : []),
    ...emptyLines(report, most),
    ...infeasible.slice(0, most).map(infeasibleLine),
    ...more(empty.length, most, 'empty'),
    ...more(infeasible.length, most, 'infeasible'),
  ];
}

type Filled = Pick<DomainReport, 'filled' | 'feasible' | 'share' | 'strength'> & { readonly infeasible: readonly unknown[] };

/** `12 of 14 combinations of 2 axes, 85.7 %; 2 more are infeasible`. */
export function filledText({ filled, feasible, share, strength, infeasible }: Filled): string {
  const left = infeasible.length === 0 ? '' : `; ${infeasible.length} more cannot be and are left out`;
  const of = strength === 1 ? 'cells' : `combinations of ${strength} axes`;
  return `${filled} of ${feasible} ${of}, ${(100 * share).toFixed(1)} %${left}`;
}

export function emptyLines({ empty, unreached }: Pick<DomainReport, 'empty' | 'unreached'>, most: number): readonly string[] {
  const never = new Set(unreached.map(cellsText));
  return empty.slice(0, most).map((cells) => {
    const text = cellsText(cells);
    return `  empty: ${text}${never.has(text) ? ' (no draw comes there: what is drawn does not reach it)' : ''}`;
  });
}

export function infeasibleLine({ cells, draws, shareBelow, refusedBy }: DomainReport['infeasible'][number]): string {
  const by = refusedBy.map((label) => `"${label}"`).join(', ');
  const sure = `at 95 % certainty less than ${(100 * shareBelow).toFixed(1)} % of them are allowed`;
  return `  infeasible: ${cellsText(cells)}: all of ${draws} draws there were refused by ${by}; ${sure}`;
}

function more(count: number, most: number, what: string): readonly string[] {
  return count > most ? [`  and ${count - most} more ${what} (--list)`] : [];
}

/** What a dataset's chosen draws fill. */
export function chosenLines({ goal, strength, pool, draws, covered }: ChosenDraws): readonly string[] {
  const { empty, feasible, filled } = covered;
  const open = feasible - filled;
  const text = filledText({ ...covered, strength });
  if (covered.share >= goal) return [`${draws.flat().length} draws chosen, which fill ${text}`];
  const why = `less than the ${(100 * goal).toFixed(1)} % asked for: ${open} stay empty among ${pool} draws of each file`;
  const shown = empty.slice(0, 5).map((cells) => `  empty: ${cellsText(cells)}`);
  return [`${draws.flat().length} draws chosen, which fill ${text}`, why, ...shown];
}
