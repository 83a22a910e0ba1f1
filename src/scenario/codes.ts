/** Every problem the loader can report: stable codes, what they mean, and an example. docs/reference/errors.md is made of this. */

export interface CodeEntry {
  readonly title: string;
  readonly explain: string;
  readonly example: string;
}

export const codes = {
  NM2001: {
    title: 'not YAML',
    explain: 'The file is not well-formed YAML 1.2, or uses something nearmiss refuses: aliases, tags, tabs for indentation.',
    example: 'ego: {kind: sedan',
  },
  NM2002: { title: 'unknown key', explain: 'This map has no such key. Spelling counts.', example: 'titel: A deer' },
  NM2003: {
    title: 'missing key',
    explain: 'This map needs a key that is not there.',
    example: 'ego: {at: {lane: right, s: 0 m}}',
  },
  NM2004: {
    title: 'wrong kind of value',
    explain: 'A map, list, text, number or flag stands where another is needed.',
    example: 'actors: [deer]',
  },
  NM2005: { title: 'missing or wrong unit', explain: 'Quantities need a unit of the right dimension.', example: 'speed: 50' },
  NM2006: { title: 'not a known word', explain: 'Only certain words may stand here.', example: 'verge: jungle' },
  NM2007: {
    title: 'out of range',
    explain: 'The value lies outside what makes sense here, or is not a finite number.',
    example: 'cloud: 140 %',
  },
  NM2008: {
    title: 'malformed expression',
    explain:
      'An expression can not be read. It may use + - * / ^, comparisons, parentheses, quantities, $parameters and functions.',
    example: 'gap: $speed * ',
  },
  NM2009: {
    title: 'dimensions do not fit',
    explain: 'An expression adds or compares unlike things, or gives the wrong dimension for its place.',
    example: 'gap: $speed + 3 m',
  },
  NM2010: { title: 'unknown parameter', explain: 'No parameter has that name.', example: 'speed: $egoSped' },
  NM2011: { title: 'parameters go round in a circle', explain: 'A parameter depends on itself.', example: 'a: $b, b: $a' },
  NM2012: { title: 'unknown actor', explain: 'No actor has that name.', example: 'do: {dear: {freeze: {for: 1 s}}}' },
  NM2013: { title: 'unknown lane', explain: 'The layout has no lane of that name.', example: 'lane: middle' },
  NM2014: { title: 'unknown event', explain: 'No event of the story has that name.', example: 'from: {before: flus, by: 1 s}' },
  NM2015: {
    title: 'unknown sensor',
    explain: 'The ego carries no sensor of that name.',
    example: 'visible: {actor: doe, to: rear}',
  },
  NM2016: {
    title: 'wrong distribution',
    explain:
      'A distribution has impossible arguments: bounds the wrong way round, negative spread, weights that add up to nothing.',
    example: 'uniform: [10 m, 5 m]',
  },
  NM2017: { title: 'key given twice', explain: 'A map has the same key twice.', example: 'title: A, title: B' },
  NM2018: {
    title: 'too large',
    explain:
      'The file is larger, deeper or longer than nearmiss reads (250,000 characters, 40 levels, 20,000 values), or has more than 500 problems.',
    example: '',
  },
  NM2019: {
    title: 'no such catalogue entry',
    explain:
      'A part like rigs/front-camera was not found beside the scenario or in the shipped catalogue, or its path leaves it.',
    example: 'sensors: ../secret',
  },
  NM2020: {
    title: 'actors go round in a circle',
    explain: 'Actors are placed by, or follow, each other in a circle.',
    example: 'a: {at: {behind: b}}, b: {at: {behind: a}}',
  },
  NM2021: {
    title: 'name given twice',
    explain: 'Two events, an actor and its group, or sensors of two actors share a name.',
    example: '',
  },
  NM2022: {
    title: 'unknown region',
    explain: 'The layout has no region of that name.',
    example: 'region: {of: ego, in: juncton}',
  },
  NM2023: {
    title: 'too many draws refused',
    explain: 'Constraints refused a thousand draws in a row; the message names them.',
    example: "require: ['$a > 2 m'] with a: 1 m",
  },
  NM2024: {
    title: 'a lens does not see as wide',
    explain:
      'No focal length gives the picture that field of view: a pinhole ends before 180 degrees, a lens where its distortion turns back.',
    example: 'fov: 190 deg without a lens',
  },
  NM2025: {
    title: 'unknown class',
    explain: 'The ontology (labels/ontology/nearmiss.yaml) has no such class, or not one of things that can be counted.',
    example: 'class: trcuk',
  },
  NM2026: {
    title: 'no licence',
    explain: "A model's licence is stated in the manifest and goes into every dataset made with it.",
    example: "licence: ''",
  },
  NM2027: {
    title: 'name taken',
    explain: 'A body of the author has the name of a built-in kind, or two manifests give one name to different bodies.',
    example: 'sedan: {file: my-car.glb, ...}',
  },
  NM2041: {
    title: 'nothing to judge a flight by',
    explain: 'A criterion asks for a geofence or a battery that the actor does not have.',
    example: 'pass: [stay in geofence] without a geofence',
  },
  NM2042: {
    title: 'only for drones',
    explain: 'A guarded route, a geofence or a battery stands at something that is no quadrotor.',
    example: 'ego: {kind: sedan, battery: {capacity: 60 Wh}}',
  },
  NM2028: {
    title: 'no such manifest',
    explain:
      "The file that a scenario's `assets` or `--assets` names is not there; the former's path is taken from the scenario on.",
    example: 'assets: asets.yaml',
  },
} as const satisfies Record<string, CodeEntry>;

export type Code = keyof typeof codes;
