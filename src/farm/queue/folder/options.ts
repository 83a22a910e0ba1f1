/** What a queue in a folder is opened with. */
export interface FolderQueueOptions {
  readonly root: string;
  /** Unlike every other opener's: letters, digits, `-`. */
  readonly token: string;
  /** A holder that says nothing for so long has lost its lease. */
  readonly leaseMs: number;
  /** Since 1970, ms. */
  readonly now: () => number;
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}
