/** Real time, handed in: nothing in this room looks at a clock of its own. */

export interface Wall {
  /** ms, from any origin, never backwards. */
  now(): number;
  /** Calls once, after so many ms. @returns takes it back */
  after(ms: number, call: () => void): () => void;
}
