/** Code with its words marked for the style sheet. */
import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';

const LANGUAGES = { bash, sh: bash, js: typescript, json, python, sql, ts: typescript, typescript, yaml };
const highlight = highlighter.newInstance();
for (const [name, language] of Object.entries(LANGUAGES)) highlight.registerLanguage(name, language);

/** @returns HTML; plain text, escaped, for a language that it doesn't know */
export function highlighted(code: string, language: string): string {
  return Object.hasOwn(LANGUAGES, language) ? highlight.highlight(code, { language }).value : escapeHtml(code);
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
