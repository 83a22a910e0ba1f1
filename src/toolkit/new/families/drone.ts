import type { Family } from '../family.js';

export const drone: Family = {
  name: 'drone',
  about: 'a drone is struck by a gust at the corner of a building',
  text: `nearmiss: 1
title: Gust at the corner
hazard: A delivery drone leaves the lee of the towers at a side street and is struck by a gust.
sources: [Write here where your figures come from.]

# Values shared by name. Each draw takes one from the distribution; write $gust where a speed may stand.
parameters:
  gust: {uniform: [4 m/s, 13 m/s]}
  cruise: {uniform: [7 m/s, 12 m/s]}

environment:
  sun: {elevation: {uniform: [25 deg, 60 deg]}, azimuth: {uniform: [100 deg, 260 deg]}}
  # from: clockwise from north; gusts: standard deviation over the mean.
  wind: {speed: 3 m/s, from: 0 deg, gusts: 0.8 m/s}

road: {layout: urban-canyon, length: 260 m, height: 45 m, width: 26 m, cornerAt: 110 m}

# The vehicle under test flies along points and has to stay within a corridor of 5 m round them.
ego:
  kind: quadrotor
  at: {lane: corridor, s: 30 m, altitude: 18 m}
  controller:
    route: {waypoints: [{s: 105 m, altitude: 18 m}, {s: 190 m, altitude: 22 m}], speed: $cruise, corridor: 5 m}
  sensors: rigs/drone-camera

# What happens: an event has a trigger (when) and what each actor does then (do).
story:
  - name: corner
    when: {region: {of: ego, in: corner}}
    do:
      ego: {gust: {speed: $gust, from: 0 deg, rise: 0.4 s, for: 1.2 s}}

pass: [no collision, stay in corridor]
capture: {rate: 10 Hz, from: {before: corner, by: 1 s}, for: 4 s}
duration: 18 s
`,
};
