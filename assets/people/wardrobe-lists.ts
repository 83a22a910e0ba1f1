/** How often what is worn: weights by eye from street crowds of temperate towns. Words of weight 0 are worn only when somebody says so. */
import type { Clothes, Upper } from './clothes.js';

export type Words<T extends string> = readonly (readonly [weight: number, word: T])[];

export const UPPERS: Readonly<Record<'male' | 'female' | 'child', Words<Upper>>> = {
  male: [
    [5, 't-shirt'],
    [4, 'shirt'],
    [3, 'sweater'],
    [4, 'hoodie'],
    [6, 'jacket'],
    [2, 'puffer'],
    [2, 'suit'],
    [0, 'blouse'],
  ],
  female: [
    [4, 't-shirt'],
    [1, 'shirt'],
    [4, 'sweater'],
    [2, 'hoodie'],
    [5, 'jacket'],
    [3, 'puffer'],
    [1, 'suit'],
    [4, 'blouse'],
  ],
  child: [
    [5, 't-shirt'],
    [0, 'shirt'],
    [3, 'sweater'],
    [5, 'hoodie'],
    [4, 'jacket'],
    [4, 'puffer'],
    [0, 'suit'],
    [0, 'blouse'],
  ],
};
export const LEGS: Readonly<Record<'male' | 'female' | 'child', Words<Clothes['legs']>>> = {
  male: [
    [7, 'trousers'],
    [9, 'jeans'],
    [2, 'shorts'],
    [1, 'coat'],
    [1, 'long-coat'],
    [0, 'leggings'],
    [0, 'skirt'],
    [0, 'dress'],
  ],
  female: [
    [5, 'trousers'],
    [7, 'jeans'],
    [4, 'leggings'],
    [1, 'shorts'],
    [2, 'skirt'],
    [2, 'dress'],
    [2, 'coat'],
    [1, 'long-coat'],
  ],
  child: [
    [6, 'trousers'],
    [6, 'jeans'],
    [3, 'leggings'],
    [3, 'shorts'],
    [1, 'skirt'],
    [1, 'dress'],
    [0, 'coat'],
    [0, 'long-coat'],
  ],
};
export const HAIR: Readonly<Record<'male' | 'female', Words<Clothes['hairLength']>>> = {
  male: [
    [14, 'short'],
    [3, 'bald'],
    [2, 'curly'],
    [1, 'long'],
    [1, 'hood'],
    [0, 'bob'],
    [0, 'ponytail'],
    [0, 'bun'],
  ],
  female: [
    [2, 'short'],
    [6, 'long'],
    [4, 'bob'],
    [5, 'ponytail'],
    [3, 'bun'],
    [1, 'curly'],
    [1, 'hood'],
    [0, 'bald'],
  ],
};
