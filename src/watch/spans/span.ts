/** Spans as the pipeline knows them, over OpenTelemetry's. */
import type { Span, SpanAbout } from '#contracts/span';
import type { SpanPlace } from './ids.js';
import type { Attributes, Outlet, OutletSpan } from './outlet.js';

export interface ToldSpan extends Span {
  readonly place: SpanPlace;
  tell(attributes: Attributes): void;
  begin(name: string, about?: SpanAbout): ToldSpan;
}

/** What all spans of a process share. */
export interface Wide {
  readonly outlet: Outlet;
  /** Since 1970, ms. */
  readonly now: () => number;
  /** Takes secrets out of a text. */
  readonly clean: (text: string) => string;
}

/** A span that somebody else ends, as the whole of others. @param attributes that all its parts have too */
export function spanIn(wide: Wide, place: SpanPlace, attributes: Attributes): ToldSpan {
  return over(wide, place, attributes, undefined);
}

function over(wide: Wide, place: SpanPlace, attributes: Attributes, own: OutletSpan | undefined): ToldSpan {
  let open = own;
  return {
    place,
    begin(name, about = {}) {
      const all = { ...attributes, ...attributesOf(about) };
      const part = wide.outlet.begin(name, place, all, wide.now());
      return over(wide, part.place, all, part);
    },
    tell: (more) => open?.tell(more),
    end(error) {
      open?.end(wide.now(), error === undefined ? undefined : wide.clean(messageOf(error)));
      open = undefined;
    },
  };
}

function attributesOf({ sample, sensor, frame, observations }: SpanAbout): Attributes {
  return {
    ...(sample === undefined ? {} : { 'nearmiss.sample': sample }),
    ...(sensor === undefined ? {} : { 'nearmiss.sensor': sensor }),
    ...(frame === undefined ? {} : { 'nearmiss.frame': frame }),
    ...(observations === undefined ? {} : { 'nearmiss.observations': observations }),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
