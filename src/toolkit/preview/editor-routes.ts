/** What the page's editor asks while one types. */
import type { Assistant } from '../assist/index.js';
import { type Route, sendJson } from './http.js';

/** The assistant is opened when it is first asked: it takes a second, and who has an editor of their own never asks. */
export function openEditorRoutes(): Readonly<Record<string, Route>> {
  let assistant: Promise<Assistant> | undefined;
  const opened = (): Promise<Assistant> => {
    assistant ??= import('../assist/index.js').then(({ openAssistant }) => openAssistant());
    return assistant;
  };
  return {
    'POST complete': async ({ body, response }) => {
      const { text, offset } = body as { text: string; offset: number };
      sendJson(response, JSON.stringify(await (await opened()).complete(text, offset)));
    },
    'POST hover': async ({ body, response }) => {
      const { text, offset } = body as { text: string; offset: number };
      sendJson(response, JSON.stringify((await (await opened()).hover(text, offset)) ?? null));
    },
  };
}
