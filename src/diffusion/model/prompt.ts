/** What one can ask of a picture's new look. What is left open is told the network as "any". */

export const PROMPTS = {
  weather: ['clear', 'overcast', 'fog', 'rain', 'snow'],
  time: ['day', 'low-sun', 'dusk', 'night'],
  season: ['spring', 'summer', 'autumn', 'winter'],
} as const;

export interface Prompt {
  readonly weather?: (typeof PROMPTS.weather)[number];
  readonly time?: (typeof PROMPTS.time)[number];
  readonly season?: (typeof PROMPTS.season)[number];
  /** One of the model's own styles. */
  readonly style?: string;
}

const KEYS = ['weather', 'time', 'season'] as const;

export function promptLength(styles: readonly string[]): number {
  return KEYS.reduce((sum, key) => sum + PROMPTS[key].length, 0) + styles.length;
}

/** One number a word, 1 where it is asked for; all 0 asks for anything. @param styles the model's */
export function promptVector(prompt: Prompt, styles: readonly string[]): Float32Array {
  const words: readonly (readonly [readonly string[], string | undefined])[] = [
    ...KEYS.map((key) => [PROMPTS[key], prompt[key]] as const),
    [styles, prompt.style],
  ];
  return Float32Array.from(words.flatMap(([known, asked]) => known.map((word) => (word === asked ? 1 : 0))));
}
