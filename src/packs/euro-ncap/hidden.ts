/** What hides the target: cars as the protocol parks them. */
import { CARS, PARKED, type Row, SIDE_STREET } from './table.js';

export function hidden({ hiddenBy }: Row): readonly string[] | undefined {
  if (hiddenBy === undefined) return undefined;
  return hiddenBy === 'two parked cars' ? parked() : sideStreet();
}

/** Along the vehicle's way on its near side, the small one next to the child's way. */
function parked(): readonly string[] {
  const { large, small } = CARS;
  const { besideM, beforeM, betweenM } = PARKED;
  const side = (car: typeof small): string => `"-$egoWidth / 2 - ${besideM} m - ${half(car.widthM)} m"`;
  const front = `$conflict - $depth / 2 - ${beforeM} m`;
  return [
    `  small-car: {kind: ${small.kind}, at: {lane: right, s: "${front} - ${half(small.lengthM)} m", offset: ${side(small)}}}`,
    `  large-car: {kind: ${large.kind}, at: {lane: right, s: "${front} - ${small.lengthM} m - ${betweenM} m - ${half(large.lengthM)} m", offset: ${side(large)}}}`,
  ];
}

/** Across the vehicle's way in the side street that the cyclist comes out of, the large one next to it, rear ends to it. */
function sideStreet(): readonly string[] {
  const { large, small } = CARS;
  const { fromWayM, besideM, betweenM } = SIDE_STREET;
  const place = (car: typeof small, away: string): string =>
    `{lane: right, s: "$conflict - $depth / 2 - ${besideM} m - ${half(car.widthM)} m", offset: '${away} - ${half(car.lengthM)} m', heading: -90 deg}`;
  return [
    `  large-car: {kind: ${large.kind}, at: ${place(large, `-${fromWayM} m`)}}`,
    `  small-car: {kind: ${small.kind}, at: ${place(small, `-${fromWayM} m - ${large.lengthM} m - ${betweenM} m`)}}`,
  ];
}

function half(metres: number): number {
  return Number((metres / 2).toFixed(4));
}
