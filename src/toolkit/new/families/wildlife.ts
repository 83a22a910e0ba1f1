import type { Family } from '../family.js';

export const wildlife: Family = {
  name: 'wildlife',
  about: 'an animal runs onto a country road',
  text: `nearmiss: 1
title: Deer at dusk
hazard: A deer breaks out of the forest and crosses in front of the car.
sources: [Write here where your figures come from.]

# Values shared by name. Each draw takes one from the distribution; write $egoSpeed where a speed may stand.
parameters:
  egoSpeed: {uniform: [60 km/h, 90 km/h]}
  # How near the car is when the deer starts: most often 55 m, never under 25 m.
  gap: {truncatedNormal: {mean: 55 m, sd: 15 m, min: 25 m, max: 90 m}}

# Weather and light: names such as overcast, or physical quantities beside them.
environment:
  sun: {elevation: -2 deg, azimuth: 250 deg}
  cloud: {uniform: [20 %, 90 %]}
  fog: {mor: {logUniform: [800 m, 10 km]}}

road: {layout: rural-two-lane, length: 400 m, verge: forest}

# The vehicle under test, who drives it, and what it carries.
ego:
  kind: estate
  at: {lane: right, s: 10 m, speed: $egoSpeed}
  controller: {aeb: {latency: 0.9 s, deceleration: 7.5 m/s^2}}
  sensors: rigs/front-camera

actors:
  deer:
    kind: {choice: {white-tailed-deer: 3, roe-deer: 2}}
    at: {beside: right, s: 160 m, offset: {uniform: [1 m, 4 m]}}

# What happens: an event has a trigger (when) and what each actor does then (do).
story:
  - name: break out
    when: {gap: {from: ego, to: deer, below: $gap}}
    do:
      deer: {cross: {to: left verge, speed: {uniform: [6 m/s, 11 m/s]}, acceleration: 8 m/s^2}}

# What the ego has to fulfil, and which pictures are kept.
pass: [no collision, {minimum ttc: {above: 0.6 s}}]
capture: {rate: 10 Hz, from: {before: break out, by: 0.5 s}, for: 4 s}
`,
};
