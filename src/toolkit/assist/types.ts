/** What an editor is told about a place in a scenario's text. Offsets count UTF-16 code units, as JavaScript's strings do. */

export interface Completion {
  readonly label: string;
  /** What replaces the text from `from` to `to`; with `${1:x}` marks where `isSnippet`. */
  readonly insert: string;
  readonly isSnippet: boolean;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'key' | 'value' | 'other';
}

export interface Hover {
  readonly markdown: string;
  readonly from: number;
  readonly to: number;
}

export interface Assistant {
  /** What may stand at an offset. The text need not be whole. */
  complete(text: string, offset: number): Promise<readonly Completion[]>;
  /** What stands there; undefined where there is nothing to say. */
  hover(text: string, offset: number): Promise<Hover | undefined>;
}
