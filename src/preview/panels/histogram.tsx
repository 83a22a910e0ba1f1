/** How a parameter is spread over many draws, with this draw marked. A click or the arrow keys hold a value. */
import type { ParameterAbout } from '#contracts/preview';
import { shortest } from './numbers.js';

export interface HistogramProps {
  readonly about: ParameterAbout;
  readonly values: readonly (number | string)[];
  /** Of this draw. */
  readonly value: number | string | undefined;
  /** In the parameter's unit; nothing can be held where missing. */
  readonly onChoose: ((value: string) => void) | undefined;
}

const BINS = 24;
const [WIDTH, HEIGHT] = [240, 44];

export function Histogram(props: HistogramProps) {
  const numbers = props.values.filter((each): each is number => typeof each === 'number');
  if (props.values.length === 0) return <div class="histogram waiting" />;
  return numbers.length > 0 ? <Numbers {...props} numbers={numbers} /> : <Words {...props} />;
}

function Numbers({
  about: { factor, unit, name },
  numbers,
  value,
  onChoose,
}: HistogramProps & { readonly numbers: readonly number[] }) {
  const now = typeof value === 'number' ? value : undefined;
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const span = high - low || Math.abs(low) || 1;
  const [from, to] = [low - 0.04 * span, high + 0.04 * span];
  const counts = Array.from({ length: BINS }, () => 0);
  for (const each of numbers) {
    const bin = Math.min(BINS - 1, Math.floor(((each - from) / (to - from)) * BINS));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const most = Math.max(...counts);
  const x = (each: number): number => (WIDTH * (Math.min(to, Math.max(from, each)) - from)) / (to - from);
  const choose = (each: number): void => onChoose?.(shortest(each / factor));
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    choose(from + ((event.clientX - box.left) / box.width) * (to - from));
  };
  const onKey = (event: KeyboardEvent): void => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (way === undefined || now === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(now + (way * span) / 50);
  };
  const range = `${shortest(low / factor)} to ${shortest(high / factor)} ${unit}`;
  return (
    <div
      class="histogram"
      role="slider"
      tabIndex={onChoose === undefined ? -1 : 0}
      aria-disabled={onChoose === undefined}
      aria-label={`${name}, ${range}`}
      aria-valuemin={low / factor}
      aria-valuemax={high / factor}
      aria-valuenow={(now ?? low) / factor}
      aria-valuetext={now === undefined ? 'none' : `${shortest(now / factor)} ${unit}`}
      onPointerDown={onChoose && drag}
      onPointerMove={onChoose && drag}
      onKeyDown={onKey}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 14}`} aria-hidden="true">
        {counts.map((count, i) => {
          const height = (HEIGHT * count) / most;
          return <rect key={i} x={(i * WIDTH) / BINS + 0.5} y={HEIGHT - height} width={WIDTH / BINS - 1} height={height} />;
        })}
        {now !== undefined && <path class="this" d={`M${x(now)} 0V${HEIGHT}`} />}
        <text x={1} y={HEIGHT + 11}>
          {shortest(low / factor)}
        </text>
        <text x={WIDTH - 1} y={HEIGHT + 11} text-anchor="end">
          {`${shortest(high / factor)} ${unit}`}
        </text>
      </svg>
    </div>
  );
}

function Words({ values, value, onChoose }: HistogramProps) {
  const counts = new Map<string, number>();
  for (const each of values) counts.set(String(each), (counts.get(String(each)) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <div class="words">
      {sorted.map(([word, count]) => (
        <button
          key={word}
          type="button"
          aria-pressed={word === value}
          disabled={onChoose === undefined}
          onClick={() => onChoose?.(word)}
        >
          {word} <span>{Math.round((100 * count) / values.length)} %</span>
        </button>
      ))}
    </div>
  );
}
