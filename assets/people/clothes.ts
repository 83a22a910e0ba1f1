/** What a person wears and carries, as data. */
import type { Vec3 } from '#core/pose';

/** Colours in linear light. */
export interface Clothes {
  readonly top: Vec3;
  readonly bottom: Vec3;
  readonly shoes: Vec3;
  readonly skin: Vec3;
  readonly hair: Vec3;
  /** Shirt below an open jacket, yoke, hood's lining, scarf. */
  readonly second: Vec3;
  readonly upper: Upper;
  readonly sleeves: 'long' | 'short' | 'none';
  readonly legs: 'trousers' | 'jeans' | 'leggings' | 'shorts' | 'skirt' | 'dress' | 'coat' | 'long-coat';
  readonly hairLength: 'short' | 'long' | 'bob' | 'ponytail' | 'bun' | 'curly' | 'bald' | 'hood';
  readonly headgear: 'none' | 'cap' | 'beanie' | 'hat' | 'headscarf' | 'helmet';
  readonly beard: boolean;
  readonly glasses: boolean;
  readonly boots: boolean;
  readonly pattern: 'plain' | 'striped' | 'checked' | 'two-tone';
  readonly bag: 'none' | 'backpack' | 'shoulder' | 'shopping' | 'suitcase';
  /** Colour of a high-visibility vest over it all. */
  readonly vest?: Vec3;
  /** Moves creases and folds about. */
  readonly creases: number;
}

export type Upper = 't-shirt' | 'shirt' | 'sweater' | 'hoodie' | 'jacket' | 'puffer' | 'suit' | 'blouse';

export interface Cut {
  /** How far cloth stands off the body at chest, waist, upper arm, m. */
  readonly chest: number;
  readonly waist: number;
  readonly sleeve: number;
  /** Where it ends over the hips, share of stature above the crotch; nothing when tucked in. */
  readonly hem: number | undefined;
  /** How far its edge stands off what is below, m. */
  readonly edge: number;
  readonly collar: 'none' | 'low' | 'high';
  /** Whether it may be worn open. */
  readonly opens: boolean;
}

export const CUTS: Readonly<Record<Upper, Cut>> = {
  't-shirt': { chest: 0.006, waist: 0.012, sleeve: 0.014, hem: 0.045, edge: 0.006, collar: 'none', opens: false },
  shirt: { chest: 0.008, waist: 0.014, sleeve: 0.01, hem: undefined, edge: 0.003, collar: 'low', opens: false },
  sweater: { chest: 0.012, waist: 0.018, sleeve: 0.012, hem: 0.055, edge: 0.006, collar: 'low', opens: false },
  hoodie: { chest: 0.018, waist: 0.024, sleeve: 0.016, hem: 0.052, edge: 0.008, collar: 'low', opens: true },
  jacket: { chest: 0.02, waist: 0.03, sleeve: 0.016, hem: 0.042, edge: 0.014, collar: 'high', opens: true },
  puffer: { chest: 0.034, waist: 0.042, sleeve: 0.026, hem: 0.045, edge: 0.018, collar: 'high', opens: true },
  suit: { chest: 0.018, waist: 0.016, sleeve: 0.012, hem: 0.036, edge: 0.014, collar: 'low', opens: true },
  blouse: { chest: 0.006, waist: 0.01, sleeve: 0.008, hem: 0.06, edge: 0.004, collar: 'none', opens: false },
};

/** How far bottoms stand off thigh, knee and ankle, m. */
export const LEG_EASE: Readonly<Record<Clothes['legs'], readonly [thigh: number, knee: number, ankle: number]>> = {
  trousers: [0.01, 0.018, 0.03],
  jeans: [0.006, 0.011, 0.019],
  leggings: [0.001, 0.002, 0.003],
  shorts: [0.018, 0.026, 0],
  skirt: [0, 0, 0],
  dress: [0, 0, 0],
  coat: [0.008, 0.014, 0.024],
  'long-coat': [0.008, 0.014, 0.024],
};

/** Whether calves are bare. */
export const BARE = new Set<Clothes['legs']>(['shorts', 'skirt', 'dress']);
