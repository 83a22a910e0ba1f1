/** Values held by hand. */
import type { ParameterAbout } from '#contracts/preview';
import { askHeldText } from '../state/client.js';
import { messageOf } from '../state/runs.js';
import type { Store } from '../state/store.js';

export function pinned({ pins }: Store, name: string): boolean {
  return pins.value.some((pin) => pin.name === name);
}

/** @param wanted a number in the parameter's unit, or a quantity with its own, or a word */
export function pinTo({ pins }: Store, { name, unit, kind }: ParameterAbout, wanted: string): void {
  const text = wanted.trim();
  if (text === '') return;
  const bare = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text);
  const value = bare && unit !== '' && kind !== 'words' ? `${text} ${unit}` : text;
  pins.value = [...pins.value.filter((pin) => pin.name !== name), { name, value }];
}

export function unpin({ pins }: Store, name: string): void {
  pins.value = pins.value.filter((pin) => pin.name !== name);
}

/** Writes the held values into the text where the parameters are declared; nothing else of it changes. */
export async function writePins({ text, pins, trouble }: Store): Promise<void> {
  try {
    text.value = await askHeldText(text.value, pins.value);
    pins.value = [];
  } catch (error) {
    trouble.value = messageOf(error);
  }
}
