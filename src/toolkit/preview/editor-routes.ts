/** What the page's editor asks while one types. */
import type { Route } from './http.js';

/** Opened when it is first asked: it takes a second, and who has an editor of their own never asks. */
export function openEditorRoutes(): Readonly<Record<string, Route>> {
  return {};
}
