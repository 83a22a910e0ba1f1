/** What viewers may change while it plays: the clock at once, the rest by starting anew. */
import type { Clock, Rate } from '#live/clock';

export type Command = { readonly type: 'load' } | { readonly type: 'seek'; readonly timeNs: number };

export interface Control {
  readonly seed: string;
  readonly draw: number;
  readonly names: readonly string[];
  get(name: string): string | number | boolean;
  /** @throws Error that says what it should have been */
  set(name: string, value: unknown): void;
  /** Of the run that is played. */
  endNs: number;
  /** Whether something is asked for. */
  readonly asks: boolean;
  /** Back to what is shown: what was asked for can't be had. */
  restore(shown: { readonly seed: string; readonly draw: number }): void;
  /** What was asked for last, if anything since the last call. */
  command(): Command | undefined;
  /** Called with each command. */
  onCommand: () => void;
  /** Called with each change. */
  onChange: () => void;
}

const NAMES = ['paused', 'speed', 'time', 'draw', 'seed'] as const;
type Name = (typeof NAMES)[number];
const MOST_DRAW = 999_999;
const MOST_SPEED = 1000;

export function createControl(clock: Clock, seed: string, draw: number): Control {
  let asked: Command | undefined;
  const state = { seed, draw };
  const ask = (command: Command): void => {
    asked = command;
    control.onCommand();
    clock.wake();
  };
  const setters: Readonly<Record<Name, (value: unknown) => void>> = {
    paused(value) {
      if (typeof value !== 'boolean') throw new Error('paused is true or false');
      clock.setPaused(value);
    },
    speed: (value) => clock.setRate(rateOf(value)),
    time(value) {
      const endS = control.endNs / 1e9;
      if (typeof value !== 'number' || !(value >= 0 && value <= endS)) throw new Error(`time is a number from 0 to ${endS}, s`);
      ask({ type: 'seek', timeNs: Math.round(value * 1e9) });
    },
    draw(value) {
      if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > MOST_DRAW)
        throw new Error(`draw is an integer from 0 to ${MOST_DRAW}`);
      state.draw = value as number;
      ask({ type: 'load' });
    },
    seed(value) {
      const text = typeof value === 'number' ? String(value) : value;
      if (typeof text !== 'string' || text === '' || text.length > 200) throw new Error('seed is a short text or a number');
      state.seed = text;
      ask({ type: 'load' });
    },
  };
  const getters: Readonly<Record<Name, () => string | number | boolean>> = {
    paused: () => clock.paused,
    speed: () => clock.rate,
    time: () => clock.nowNs() / 1e9,
    draw: () => state.draw,
    seed: () => state.seed,
  };
  const control: Control = {
    get seed() {
      return state.seed;
    },
    get draw() {
      return state.draw;
    },
    names: NAMES,
    get: (name) => getters[name as Name](),
    set(name, value) {
      setters[name as Name](value);
      control.onChange();
    },
    endNs: 0,
    get asks() {
      return asked !== undefined;
    },
    restore({ seed: shownSeed, draw: shownDraw }) {
      Object.assign(state, { seed: shownSeed, draw: shownDraw });
    },
    command() {
      const command = asked;
      asked = undefined;
      return command;
    },
    onCommand: () => {},
    onChange: () => {},
  };
  return control;
}

function rateOf(value: unknown): Rate {
  if (value === 'max') return 'max';
  if (typeof value === 'number' && value > 0 && value <= MOST_SPEED) return value;
  throw new Error(`speed is a number over 0, at most ${MOST_SPEED}, or "max"`);
}
