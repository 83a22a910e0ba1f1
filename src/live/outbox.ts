/**
 * What waits to be sent to one client. No more bytes are under way than a window, which the client opens again by answering pings; no more
 * wait than a limit. Where room is short the oldest of a topic go first, so that a slow client sees fewer frames, not older ones.
 */

/**
 * `stream`: any may be left out. `state`: each replaces the one before, so that the newest is kept. `history`: none is ever left out.
 */
export type Keeping = 'stream' | 'state' | 'history';

export interface Parcel {
  /** Those of a lane overtake no others of it; when room is short, they make way for each other. */
  readonly lane: number | string;
  readonly keeping: Keeping;
  /** One message on the wire, in parts. */
  readonly parts: readonly (Uint8Array | string)[];
  readonly bytes: number;
  /** Called when the client has it, with ms of real time. */
  arrived?(atMs: number): void;
}

export interface OutboxLimits {
  /** Bytes that may wait. */
  readonly queueBytes: number;
  /** Bytes that may be under way unanswered; a message of any size goes when none is. */
  readonly windowBytes: number;
  /** ms after which what waits makes way for anything newer of its lane. */
  readonly staleMs: number;
}

export interface Line {
  send(parts: Parcel['parts']): void;
  ping(id: number): void;
  /** Bytes sent that have not left this machine yet. */
  readonly stuckBytes: number;
  /** History alone is more than may wait: this client can't be helped. */
  overflow(): void;
  now(): number;
}

export interface Outbox {
  push(parcel: Parcel): void;
  /** The client has answered a ping: everything before it has arrived. */
  answered(id: number): void;
  /** Nobody wants what waits in that lane any more. */
  forget(lane: Parcel['lane']): void;
  readonly waitingBytes: number;
  readonly underWayBytes: number;
  readonly dropped: number;
}

/** Pings that may be unanswered: some clients hang up on more than sixty that they find at once. */
const MOST_PINGS = 8;

interface Waiting {
  readonly parcel: Parcel;
  readonly order: number;
  readonly sinceMs: number;
}

export function createOutbox(limits: OutboxLimits, line: Line): Outbox {
  const lanes = new Map<Parcel['lane'], Waiting[]>();
  const underWay: { readonly id: number; readonly parcels: readonly Parcel[] }[] = [];
  /** Sent, and no ping after it yet. */
  let unasked: Parcel[] = [];
  let [waitingBytes, underWayBytes, dropped, pushed, pings] = [0, 0, 0, 0, 0];

  const take = (lane: Waiting[], at: number): Waiting => {
    const [gone] = lane.splice(at, 1) as [Waiting];
    waitingBytes -= gone.parcel.bytes;
    return gone;
  };
  /** Where the oldest stands that may go; of states never the newest. */
  const spare = (lane: readonly Waiting[]): number =>
    lane.findIndex(({ parcel }, i) => parcel.keeping === 'stream' || (parcel.keeping === 'state' && i < lane.length - 1));
  const drop = (lane: Waiting[] | undefined): boolean => {
    const at = lane === undefined ? -1 : spare(lane);
    if (lane === undefined || at < 0) return false;
    take(lane, at);
    dropped++;
    return true;
  };
  const bytesOf = (lane: readonly Waiting[]): number => lane.reduce((sum, { parcel }) => sum + parcel.bytes, 0);
  /** Its own lane first, then whichever holds most. */
  const makeRoom = (own: Parcel['lane']): boolean => {
    if (drop(lanes.get(own))) return true;
    const others = [...lanes.values()].filter((lane) => spare(lane) >= 0).sort((a, b) => bytesOf(b) - bytesOf(a));
    return drop(others[0]);
  };
  const dropStale = (lane: Waiting[]): void => {
    const edge = line.now() - limits.staleMs;
    while (lane.length > 1 && (lane[0] as Waiting).sinceMs < edge && (lane[0] as Waiting).parcel.keeping !== 'history') {
      take(lane, 0);
      dropped++;
    }
  };
  const oldest = (): Waiting[] | undefined => {
    let best: Waiting[] | undefined;
    for (const lane of lanes.values()) {
      dropStale(lane);
      if (lane[0] !== undefined && lane[0].order < (best?.[0]?.order ?? Number.POSITIVE_INFINITY)) best = lane;
    }
    return best;
  };
  const pump = (): void => {
    for (let lane = oldest(); lane !== undefined; lane = oldest()) {
      const { bytes } = (lane[0] as Waiting).parcel;
      // Answers are the client's word; what is stuck here is known.
      const open = Math.max(underWayBytes, line.stuckBytes);
      if (open > 0 && open + bytes > limits.windowBytes) break;
      const { parcel } = take(lane, 0);
      underWayBytes += bytes;
      line.send(parcel.parts);
      unasked.push(parcel);
    }
    if (unasked.length === 0 || underWay.length >= MOST_PINGS) return;
    underWay.push({ id: ++pings, parcels: unasked });
    unasked = [];
    line.ping(pings);
  };

  return {
    push(parcel) {
      const lane = lanes.get(parcel.lane) ?? [];
      lanes.set(parcel.lane, lane);
      lane.push({ parcel, order: pushed++, sinceMs: line.now() });
      waitingBytes += parcel.bytes;
      pump();
      while (waitingBytes > limits.queueBytes && makeRoom(parcel.lane));
      if (waitingBytes > limits.queueBytes) line.overflow();
    },
    answered(id) {
      while (underWay[0] !== undefined && underWay[0].id <= id) {
        for (const parcel of underWay.shift()?.parcels ?? []) {
          underWayBytes -= parcel.bytes;
          parcel.arrived?.(line.now());
        }
      }
      pump();
    },
    forget(name) {
      const lane = lanes.get(name);
      if (lane !== undefined) waitingBytes -= bytesOf(lane);
      lanes.delete(name);
    },
    get waitingBytes() {
      return waitingBytes;
    },
    get underWayBytes() {
      return underWayBytes;
    },
    get dropped() {
      return dropped;
    },
  };
}
