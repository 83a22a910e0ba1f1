/** What an editor is told about a place in a scenario's text. */
import type { Completion, Hover } from '#contracts/preview';

export type { Completion, Hover };

export interface Assistant {
  /** What may stand at an offset. The text need not be whole. */
  complete(text: string, offset: number): Promise<readonly Completion[]>;
  /** What stands there; undefined where there is nothing to say. */
  hover(text: string, offset: number): Promise<Hover | undefined>;
}
