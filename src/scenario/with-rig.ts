/** Another rig on the ego, as if its author had written it. */
import { parseDocument } from 'yaml';

/** @param text of a scenario without problems @param rig an entry of the catalogue @returns its text with that rig, comments kept */
export function withRig(text: string, rig: string): string {
  const document = parseDocument(text);
  document.setIn(['ego', 'sensors'], rig);
  return document.toString({ lineWidth: 0 });
}
