/** What is on nose and tail: grille, lamps, plates, bumpers. Heights as shares between sill and belt, widths as shares of the half width. */

export interface Patch {
  readonly inner: number;
  readonly outer: number;
  readonly from: number;
  readonly to: number;
}

export type LampStyle = 'square' | 'block' | 'swept' | 'slit' | 'round';
export type TailStyle = 'band' | 'block' | 'column' | 'hook' | 'bar';

export interface Face {
  readonly grille: { readonly half: number; readonly from: number; readonly to: number; readonly bars: number };
  readonly intake: { readonly half: number; readonly from: number; readonly to: number };
  readonly headlamp: Patch & {
    readonly style: LampStyle /** The outer end's rise as a share of the lamp's height. */;
    readonly rise: number /** m round the corner. */;
    readonly wrap: number;
  };
  readonly tailLamp: Patch & { readonly style: TailStyle; readonly wrap: number };
  readonly frontPlate: number;
  readonly rearPlate: number;
  /** A bumper that stands off the skin, in black, chrome or body colour; none: it is moulded into the skin. */
  readonly bumper?: {
    readonly front: readonly [number, number];
    readonly rear: readonly [number, number];
    readonly tag: 'trim' | 'chrome';
  };
  /** Share of the height where the moulded bumper's upper edge shows as a line. */
  readonly bumperLine: number;
}
