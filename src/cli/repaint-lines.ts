/** What became of repainted frames, as people read it. */
import type { DatasetRepaint } from '#contracts/repaint';

export function repaintLines(repaint: DatasetRepaint | undefined): readonly string[] {
  if (repaint === undefined) return [];
  const { counts, models, engines } = repaint;
  return [
    `repainted: ${counts.kept} kept, ${counts.repaired} repaired, ${counts.dropped} dropped (validity.html)`,
    `by ${models.map(({ model }) => model).join(', ')} on ${engines.join('; ')}`,
  ];
}
