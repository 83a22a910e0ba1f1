import type { Family } from '../family.js';

export const cyclist: Family = {
  name: 'cyclist',
  about: 'a cyclist comes out of a side street',
  text: `nearmiss: 1
title: Cyclist from a side street
hazard: A cyclist rides out of a side street, hidden by a van until late.
sources: [Write here where your figures come from.]

# Values shared by name. Each draw takes one from the distribution; write $egoSpeed where a speed may stand.
parameters:
  egoSpeed: {uniform: [25 km/h, 50 km/h]}
  ride: {uniform: [10 km/h, 20 km/h]}
  # How much later than on a collision course; negative is earlier.
  late: {uniform: [-4 m, 8 m]}

environment:
  preset: [partly-cloudy]
  sun: {elevation: {uniform: [15 deg, 60 deg]}, azimuth: {uniform: [90 deg, 270 deg]}}

# junctionAt: where along the road the side street joins.
road: {layout: urban-street, length: 160 m, parked: none, crossingAt: -1 m, junctionAt: 78 m}

# The vehicle under test, who drives it, and what it carries.
ego:
  kind: sedan
  at: {lane: right, s: 5 m, speed: $egoSpeed}
  controller: {aeb: {latency: 0.9 s, deceleration: 8 m/s^2}}
  sensors: rigs/front-camera

actors:
  # It hides who comes: parked just before the side street.
  van: {kind: van, at: {lane: right-parking, s: 70 m}}
  cyclist: {kind: cyclist, at: {x: 76 m, y: -11 m, heading: 90 deg}}

# What happens: an event has a trigger (when) and what each actor does then (do). Expressions stand in quotes.
story:
  - name: ride out
    # 9 m from the side street to the ego's lane, started from rest.
    when: {gap: {from: ego, to: cyclist, below: "$late + $egoSpeed * (9 m / $ride + $ride / 4 m/s^2)"}}
    do:
      cyclist: {followPath: {points: [{x: 76 m, y: 16 m}], speed: $ride, acceleration: 2 m/s^2}}

pass: [no collision, {minimum ttc: {above: 0.8 s}}]
capture: {rate: 10 Hz, from: {before: ride out, by: 0.5 s}, for: 5 s}
`,
};
