/** A prompt as the network is told it. What is left open is told as "any". */
import { PROMPTS, type Prompt } from '#contracts/repaint';

export { PROMPTS, type Prompt };

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
