/** What the browser may do with the page: run its one script, apply its one style, and nothing else, whatever got into it. */
import { sha256Hex } from '#core/hash';

/** A content security policy (W3C CSP 3) that names both by their hashes. @param script none may run where undefined */
export function contentPolicy(script: string | undefined, style: string): string {
  return `default-src 'none'; script-src ${script === undefined ? "'none'" : source(script)}; style-src ${source(style)}; base-uri 'none'; form-action 'none'`;
}

function source(text: string): string {
  return `'sha256-${base64(sha256Hex(text))}'`;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648, of bytes written in hexadecimal. */
export function base64(hex: string): string {
  const triples = hex.match(/.{1,6}/g) ?? [];
  return triples.map(fourDigits).join('');
}
function fourDigits(hex: string): string {
  const bits = Number.parseInt(hex.padEnd(6, '0'), 16);
  const digits = [18, 12, 6, 0].map((shift) => DIGITS[(bits >> shift) & 63] as string);
  const kept = hex.length / 2 + 1;
  return digits.slice(0, kept).join('').padEnd(4, '=');
}
