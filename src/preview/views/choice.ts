/** Where one looks from. */
export type ViewChoice = { readonly kind: 'sensor'; readonly sensor: string } | { readonly kind: 'chase' | 'orbit' | 'top' };

/** Of the orbiting view round the first actor, and the height of the one from above. */
export interface Orbit {
  /** Where the eye is from what it looks at, counter-clockwise from straight behind it, rad. */
  readonly around: number;
  /** Over the horizon, rad. */
  readonly above: number;
  /** m */
  readonly distance: number;
  /** Half of the stretch seen from above, m. */
  readonly reach: number;
  /** How far the middle is moved from the first actor, world, m. */
  readonly moved: readonly [number, number];
}

export const HOME: Orbit = { around: 0.6, above: 0.45, distance: 18, reach: 40, moved: [0, 0] };
