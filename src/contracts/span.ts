/** A stretch of work that a watcher is told of, and the parts that it is made of. Nothing of it is in a dataset's bytes. */

/** Whatever a part leaves out is as in the whole. */
export interface SpanAbout {
  readonly sample?: string;
  readonly sensor?: string;
  /** Of the sensor, from 0 on. */
  readonly frame?: number;
  /** Measurements of sensors other than cameras, made in it. */
  readonly observations?: number;
}

export interface Span {
  /** A part of it begins now. @param name one of a few: a stage, `frame`, `sample` */
  begin(name: string, about?: SpanAbout): Span;
  /** Ends now; another time changes nothing. @param error where it came to nothing, why */
  end(error?: unknown): void;
}
