/** Text that leaves the machine in logs, spans and reports, without what would open somebody's door. */
import { formsOf } from './secrets/forms.js';
import { SHAPES } from './secrets/shapes.js';

const HIDDEN = '***';

/**
 * Passwords in addresses, keys of clouds, tokens, private keys and whatever is named a secret become `***`, whatever the text is: JSON, an address with
 * its query, a command line, a header. @param known secrets of this process (`secretsOf`), which no shape gives away
 */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  return cleanerOf(known)(text);
}

/** The same for many texts. */
export function cleanerOf(known: readonly string[]): (text: string) => string {
  const forms = known.flatMap(formsOf);
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, HIDDEN);
    for (const { shape, shown } of SHAPES) clean = clean.replace(shape, shown);
    return clean;
  };
}

/** Names of variables that hold a secret. */
const SECRET_NAME = /secret|passw|token|credential|private|api_?key|access_?key|auth|headers|cookie|dsn|connection/i;
/** What is shorter is a word or a number that stands everywhere. */
const LEAST = 6;

/** Secrets that the environment gives the process: variables by their name, and passwords in addresses. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const found = Object.entries(env).flatMap(([name, value = '']) => [
    ...(SECRET_NAME.test(name) && !isPlace(value) ? [value] : []),
    ...passwordsIn(value),
  ]);
  return [...new Set(found)].filter((value) => value.length >= LEAST).sort((a, b) => b.length - a.length);
}

/** A file or folder, as AWS_WEB_IDENTITY_TOKEN_FILE and SSH_AUTH_SOCK are. */
function isPlace(value: string): boolean {
  return /^(\/|\.{1,2}\/|[A-Za-z]:\\)/.test(value);
}

function passwordsIn(value: string): readonly string[] {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || url.password === '') return [];
  return [url.password, decoded(url.password)];
}
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
