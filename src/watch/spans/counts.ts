/** What becomes of spans: those that ended reach the collector, or are lost. */

export interface Counts {
  ended(): void;
  sent(count: number): void;
  lost(count: number): void;
  /** @param told how many more are lost */
  onLost(told: (count: number) => void): void;
  /** What has not been sent by now is lost; nothing is counted afterwards. */
  close(): { readonly sent: number; readonly lost: number };
}

export function openCounts(): Counts {
  const sums = { ended: 0, sent: 0, lost: 0 };
  let tell: (count: number) => void = () => {};
  let closed = false;
  const lose = (count: number): void => {
    if (closed || count <= 0) return;
    sums.lost += count;
    tell(count);
  };
  return {
    ended() {
      sums.ended++;
    },
    sent(count) {
      if (!closed) sums.sent += count;
    },
    lost: lose,
    onLost(told) {
      tell = told;
    },
    close() {
      lose(sums.ended - sums.sent - sums.lost);
      closed = true;
      return { sent: sums.sent, lost: sums.lost };
    },
  };
}
