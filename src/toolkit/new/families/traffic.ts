import type { Family } from '../family.js';

export const traffic: Family = {
  name: 'traffic',
  about: 'somebody cuts in, and brakes for a queue that stands',
  text: `nearmiss: 1
title: Cut-in before a queue
hazard: A car changes into the ego's lane at a short distance and brakes hard for traffic that stands.
sources: [Write here where your figures come from.]

# Values shared by name. Each draw takes one from the distribution; write $speed where a speed may stand.
parameters:
  speed: {uniform: [80 km/h, 110 km/h]}
  # How far ahead of the ego the other car is when it changes lanes.
  cutIn: {truncatedNormal: {mean: 18 m, sd: 6 m, min: 8 m, max: 35 m}}
  braking: {uniform: [4 m/s^2, 8 m/s^2]}

environment:
  sun: {elevation: {uniform: [10 deg, 50 deg]}, azimuth: 200 deg}
  cloud: {uniform: [0 %, 100 %]}

road: {layout: motorway, length: 800 m}

# The vehicle under test, who drives it, and what it carries.
ego:
  kind: sedan
  at: {lane: middle, s: 20 m, speed: $speed}
  controller: {aeb: {latency: 0.9 s, deceleration: 8 m/s^2, trigger: {ttc: 1.8 s}}}
  sensors: rigs/front-camera

actors:
  other: {kind: suv, at: {lane: right, s: "20 m + $cutIn + 5 m", speed: $speed}}

# A swarm: so many of some kinds along lanes, each placed by chance.
traffic:
  queue: {kind: {choice: {sedan: 3, hatchback: 3, truck: 1}}, count: 6, lanes: [middle], from: 330 m, to: 460 m, speed: 0 km/h, spacing: 3 m}

# What happens, one after the other: an event has a trigger (when) and what each actor does then (do).
story:
  - serial:
      - name: cut in
        when: {time: {after: 1 s}}
        do:
          other: {changeLane: {to: middle, over: {uniform: [1.5 s, 3 s]}}}
      - name: brake
        when: {after: {event: cut in, by: 2.5 s}}
        do:
          other: {brake: {deceleration: $braking}}

pass: [no collision, {minimum distance: {to: other, above: 1 m}}]
capture: {rate: 10 Hz, from: {before: cut in, by: 0.5 s}, for: 5 s}
duration: 9 s
`,
};
