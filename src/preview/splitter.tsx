/** Moves the border between two panes, by pointer or by arrow keys. */
import { useSignal } from '@preact/signals';

export interface SplitterProps {
  /** Of the CSS variable that holds the size, px. */
  readonly name: string;
  readonly label: string;
  readonly least: number;
  readonly most: number;
  /** Which side the size is counted from. */
  readonly from: 'left' | 'right' | 'bottom';
}

const STEP = 24;

export function Splitter({ name, label, least, most, from }: SplitterProps) {
  const size = useSignal(sizeNow(name, least));
  const set = (to: number): void => {
    size.value = Math.round(Math.min(most, Math.max(least, to)));
    document.documentElement.style.setProperty(name, `${size.value}px`);
  };
  const grab = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const [x, y, before] = [event.clientX, event.clientY, size.value];
    handle.onpointermove = (moved) => {
      if (from === 'left') set(before + moved.clientX - x);
      else if (from === 'right') set(before - moved.clientX + x);
      else set(before - moved.clientY + y);
    };
    handle.onpointerup = () => {
      handle.onpointermove = null;
    };
  };
  const onKey = (event: KeyboardEvent): void => {
    const [more, less] = {
      left: ['ArrowRight', 'ArrowLeft'],
      right: ['ArrowLeft', 'ArrowRight'],
      bottom: ['ArrowUp', 'ArrowDown'],
    }[from];
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    event.stopPropagation();
    set(size.value + (event.key === more ? STEP : -STEP));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved; a separator that has a value can
    <div
      class={`splitter ${from === 'bottom' ? 'flat' : 'upright'}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={from === 'bottom' ? 'horizontal' : 'vertical'}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={size.value}
      onPointerDown={grab}
      onKeyDown={onKey}
    />
  );
}

function sizeNow(name: string, least: number): number {
  const set = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name));
  return Number.isFinite(set) ? set : least;
}
