/** Counting what is valid of what is seen, by name or by band of a figure. */

export interface Share {
  readonly name: string;
  readonly seen: number;
  readonly valid: number;
}

/** Upper edges of the bands of height, px. */
const HEIGHTS = [16, 32, 64, 128, 256] as const;

export class Counter {
  readonly #counts = new Map<string, { seen: number; valid: number }>();
  add(name: string, valid: boolean): void {
    const known = this.#counts.get(name) ?? { seen: 0, valid: 0 };
    this.#counts.set(name, { seen: known.seen + 1, valid: known.valid + (valid ? 1 : 0) });
  }
  /** By name; bands begin with their number. */
  shares(): readonly Share[] {
    const all = [...this.#counts].map(([name, counts]) => ({ name, ...counts }));
    return all.sort((a, b) => leading(a.name) - leading(b.name) || (a.name < b.name ? -1 : 1));
  }
}
function leading(name: string): number {
  const number = Number.parseFloat(name);
  return Number.isNaN(number) ? 0 : number;
}

export function heightBand(height: number): string {
  const above = HEIGHTS.findIndex((edge) => height < edge);
  if (above < 0) return `${HEIGHTS.at(-1)} px and more`;
  return `${HEIGHTS[above - 1] ?? 0} to ${HEIGHTS[above]} px`;
}

/** Tenths. */
export function strengthBand(strength: number): string {
  const tenth = Math.min(9, Math.floor(strength * 10 + 1e-9));
  return `${(tenth / 10).toFixed(1)} to ${((tenth + 1) / 10).toFixed(1)}`;
}
