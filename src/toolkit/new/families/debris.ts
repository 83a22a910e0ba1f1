import type { Family } from '../family.js';

export const debris: Family = {
  name: 'debris',
  about: 'a load falls off the vehicle ahead',
  text: `nearmiss: 1
title: Lost load
hazard: A load comes off the van ahead, tumbles and lies in the lane.
sources: [Write here where your figures come from.]

# Values shared by name. Each draw takes one from the distribution; write $speed where a speed may stand.
parameters:
  speed: {uniform: [80 km/h, 110 km/h]}
  headway: {uniform: [1.2 s, 2.2 s]}

environment:
  sun: {elevation: 30 deg, azimuth: 220 deg}
  cloud: {uniform: [20 %, 100 %]}
  wetness: {choice: [{value: 0 %, weight: 3}, {value: 60 %, weight: 1}]}

road: {layout: motorway, length: 600 m}

# The vehicle under test, who drives it, and what it carries.
ego:
  kind: sedan
  at: {lane: middle, s: 10 m, speed: $speed}
  controller: {aeb: {latency: 0.9 s, deceleration: 7.5 m/s^2, trigger: {ttc: 2 s}}}
  sensors: rigs/front-camera

actors:
  # Placed by time ahead of the ego, and as fast.
  van: {kind: van, at: {headwayTo: ego, by: $headway, speed: $speed}}
  # Carried by the van until it is released; one of several things, by weights.
  load: {kind: {choice: {crate: 3, mattress: 2, ladder: 1}}, at: {on: van, forward: -0.8 m}}

# What happens: an event has a trigger (when) and what each actor does then (do).
story:
  - name: comes loose
    when: {time: {after: {uniform: [1 s, 2 s]}}}
    do:
      load: {release: {velocity: {forward: -3 m/s, up: 1.2 m/s}, spin: 200 deg/s}}

pass: [no collision]
capture: {rate: 10 Hz, from: {before: comes loose, by: 0.3 s}, for: 3.5 s}
duration: 8 s
`,
};
