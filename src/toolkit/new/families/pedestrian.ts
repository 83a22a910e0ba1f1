import type { Family } from '../family.js';

export const pedestrian: Family = {
  name: 'pedestrian',
  about: 'somebody steps onto the road from behind parked cars',
  text: `nearmiss: 1
title: Child from between parked cars
hazard: A child runs from between parked cars and crosses in front of the car.
sources: [Write here where your figures come from.]

# Values shared by name. Each draw takes one from the distribution; write $egoSpeed where a speed may stand.
parameters:
  egoSpeed: {uniform: [25 km/h, 50 km/h]}
  run: {uniform: [6 km/h, 12 km/h]}
  # Seconds that the car is away when the child starts.
  warning: {uniform: [1.2 s, 2.5 s]}

environment:
  sun: {elevation: {uniform: [15 deg, 60 deg]}, azimuth: {uniform: [90 deg, 270 deg]}}
  cloud: {uniform: [0 %, 100 %]}

road: {layout: urban-street, length: 160 m, parked: dense}

# The vehicle under test, who drives it, and what it carries.
ego:
  kind: hatchback
  at: {lane: right, s: 5 m, speed: $egoSpeed}
  controller: {aeb: {latency: 0.6 s, deceleration: 8 m/s^2}}
  sensors: rigs/front-camera

actors:
  child:
    kind: pedestrian-child
    at: {beside: right, s: 80 m, offset: 0.4 m}
    look: {height: {uniform: [1.1 m, 1.4 m]}}

# What happens: an event has a trigger (when) and what each actor does then (do). Expressions stand in quotes.
story:
  - name: run out
    when: {gap: {from: ego, to: child, below: "$egoSpeed * $warning"}}
    do:
      child: {cross: {to: other side, speed: $run, acceleration: 3 m/s^2}}

# A draw counts only if the front camera sees the child at some time.
require:
  - {eventually: {visible: {actor: child, to: front}}, label: the child is seen}
pass: [no collision, {maximum impact speed: {below: 10 km/h}}]
capture: {rate: 10 Hz, from: {before: run out, by: 0.5 s}, for: 4 s}
`,
};
