/** What SARIF 2.1.0 demands of the parts that we write: required properties, values of enumerations, references that lead somewhere. */

export interface Log {
  version: string;
  runs: {
    tool: { driver: { name: string; rules: { id: string }[]; notifications: { id: string }[] } };
    invocations: { executionSuccessful: boolean; toolExecutionNotifications: Notification[] }[];
    results: Result[];
  }[];
}
export interface Result {
  ruleId: string;
  ruleIndex: number;
  kind: string;
  level: string;
  message: { text: string };
  locations: Location[];
  partialFingerprints: Record<string, string>;
}
interface Notification {
  descriptor: { id: string };
  level: string;
  message: { text: string };
  locations?: Location[];
}
interface Location {
  physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
}

const LEVELS = ['none', 'note', 'warning', 'error'];

/** Every demand that is not met, in words. */
export function sarifProblems({ version, runs }: Log): readonly string[] {
  return [...(version === '2.1.0' ? [] : ['another version']), ...runs.flatMap(runProblems)];
}

function runProblems({ tool: { driver }, invocations, results }: Log['runs'][number]): readonly string[] {
  const ids = driver.rules.map(({ id }) => id);
  const notified = driver.notifications.map(({ id }) => id);
  return [
    ...(driver.name ? [] : ['the tool has no name']),
    ...(new Set(ids).size === ids.length ? [] : ['a rule twice']),
    ...results.flatMap((result) => resultProblems(result, ids)),
    ...invocations.flatMap(({ executionSuccessful, toolExecutionNotifications }) => [
      ...(typeof executionSuccessful === 'boolean' ? [] : ['no executionSuccessful']),
      ...toolExecutionNotifications.flatMap((note) => notificationProblems(note, notified)),
    ]),
  ];
}

function resultProblems(
  { ruleId, ruleIndex, kind, level, message, locations, partialFingerprints }: Result,
  ids: readonly string[],
) {
  return [
    ...(ids[ruleIndex] === ruleId ? [] : [`rule ${ruleIndex} is not ${ruleId}`]),
    ...(kind === 'fail' || level === 'none' ? [] : ['a level of what does not fail']),
    ...(LEVELS.includes(level) ? [] : [`level ${level}`]),
    ...(message?.text ? [] : ['a result without message']),
    ...(Object.values(partialFingerprints).every((value) => typeof value === 'string' && value !== '')
      ? []
      : ['a fingerprint without text']),
    ...locations.flatMap(locationProblems),
  ];
}

function notificationProblems({ descriptor, level, message, locations = [] }: Notification, ids: readonly string[]) {
  return [
    ...(ids.includes(descriptor.id) ? [] : [`notification ${descriptor.id} is unknown`]),
    ...(LEVELS.includes(level) ? [] : [`level ${level}`]),
    ...(message?.text ? [] : ['a notification without message']),
    ...locations.flatMap(locationProblems),
  ];
}

/** A URI reference of RFC 3986, in its characters. */
const URI = /^([A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-F]{2})+$/;

function locationProblems({ physicalLocation: { artifactLocation, region } }: Location): readonly string[] {
  return [
    ...(URI.test(artifactLocation.uri) ? [] : [`${artifactLocation.uri} is no URI`]),
    ...(Number.isInteger(region.startLine) && region.startLine >= 1 ? [] : [`line ${region.startLine}`]),
  ];
}
