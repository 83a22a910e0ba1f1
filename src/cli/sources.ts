/** Datasets' folders as options name them. */
import type { SourceRequest } from '#toolkit';
import { integerValue, namesValue } from './values.js';

/** `folder[:most][,folder[:most]..]` */
export function sourceRequests(option: string, text: string): readonly SourceRequest[] {
  return namesValue(option, text).map((part) => {
    const [, folder, most] = /^(.+?)(?::(\d+))?$/s.exec(part) as unknown as [string, string, string | undefined];
    return { folder, most: most === undefined ? undefined : integerValue(option, most, 1, 10_000_000) };
  });
}
