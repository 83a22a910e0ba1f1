/** A page that is ready but for what surrounds it. */
import type { Heading, Passage } from './markdown/render.js';

export interface Page {
  /** In the site: `formats/coco.html`. */
  readonly path: string;
  readonly title: string;
  /** Shorter, in the navigation. */
  readonly name: string;
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly passages: readonly Passage[];
}

export interface Chapter {
  readonly name: string;
  readonly pages: readonly Page[];
}
