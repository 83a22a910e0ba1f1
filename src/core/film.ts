/** The film curve: linear film exposure to the light of a display. */
import { USUAL_HEADROOM_EV } from './emva.js';
import { pow } from './math.js';

const MEAN_GREY = 0.18;

/** Toe and shoulder in the form of Narkowicz (2015): y = x (a x + b) / (x (c x + d) + e). */
export const FILM = { a: 2.51, b: 0.03, c: 2.43, d: 0.59, e: 0.14 } as const;

/** @param headroomEv stops from mean grey to where numbers end @returns factor that brings the curve to 1 there */
export function filmScale(headroomEv = USUAL_HEADROOM_EV): number {
  const white = MEAN_GREY * pow(2, headroomEv);
  return (white * (FILM.c * white + FILM.d) + FILM.e) / (white * (FILM.a * white + FILM.b));
}
