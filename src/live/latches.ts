/** What those get who come later: the last message of each name, topic by topic, as they were told. */
import { inTime, type Told } from './told.js';

export interface Latches {
  add(told: Told): void;
  of(channel: number): readonly Told[];
  clear(): void;
}

export function createLatches(): Latches {
  const channels = new Map<number, Map<string, Told>>();
  return {
    add(told) {
      if (told.latch === undefined) return;
      const named = channels.get(told.channel) ?? new Map<string, Told>();
      named.set(told.latch, told);
      channels.set(told.channel, named);
    },
    of: (channel) => [...(channels.get(channel)?.values() ?? [])].sort(inTime),
    clear: () => channels.clear(),
  };
}
