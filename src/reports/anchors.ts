/** Where cases stand on the HTML page: other reports point there. */
import type { ValidationCase, ValidationReport } from '#contracts/validation';

/** Beside the other reports. */
const PAGE = 'report.html';

/** By the case's id, letters and digits of it; ids that come to the same get numbers. */
export function anchorsOf({ cases }: Pick<ValidationReport, 'cases'>): ReadonlyMap<ValidationCase, string> {
  const taken = new Map<string, number>();
  return new Map(
    cases.map((one) => {
      const name = `case-${one.id.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`;
      const before = taken.get(name) ?? 0;
      taken.set(name, before + 1);
      return [one, before === 0 ? name : `${name}--${before + 1}`];
    }),
  );
}

/** `report.html#case-crossing-0-3`, relative to the folder of the reports. */
export function pageLinks(report: Pick<ValidationReport, 'cases'>): ReadonlyMap<ValidationCase, string> {
  return new Map([...anchorsOf(report)].map(([one, anchor]) => [one, `${PAGE}#${anchor}`]));
}
