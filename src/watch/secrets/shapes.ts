/** What secrets look like. Every expression looks at each character a bounded number of times. */

export interface Shape {
  readonly shape: RegExp;
  /** With `$1` for what may be seen. */
  readonly shown: string;
}

/** JSON's string, the same within another one, an apostrophed one, or all up to a blank or an `&`. What was cut off goes on to the end. */
const QUOTED = String.raw`"(?:[^"\\]|\\[^])*(?:"|$)`;
const QUOTED_TWICE = String.raw`\\"(?:[^"\\]|\\\\(?:\\[^]|[^\\]))*(?:\\"|$)`;
const VALUE = String.raw`(?:${QUOTED}|${QUOTED_TWICE}|'(?:[^'\\]|\\[^])*(?:'|$)|[^\s"'&<>\\][^\s"&<>]*)`;
/** How a name ends that says so: `password`, `aws_secret_access_key`, `X-Amz-Signature`, `apiKey`. */
const SAYING =
  'secret|passw(?:or)?d|passphrase|pwd|token|credentials?|api[-_]?key|access[-_]?key|private[-_]?key|account[-_]?key|signature';
const NAMED = String.raw`(?:${SAYING})[\w.-]{0,64}`;
const of = (shape: string, shown: string, flags = 'gi'): Shape => ({ shape: new RegExp(shape, flags), shown });

export const SHAPES: readonly Shape[] = [
  of('-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[^]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)', '***', 'g'),
  // Who and password before the host, also where the whole address is percent-encoded, or the password has an @ or a slash of its own.
  of(String.raw`(:\/\/)(?:[^\s\/@"'<>]*@)+`, '$1***@'),
  of(String.raw`(:\/\/)[^\s\/@:"'<>]*:(?!\d{1,5}\/)[^\s"'<>]*@`, '$1***@'),
  of(String.raw`(%3a%2f%2f)[^\s"'<>]*%40`, '$1***%40'),
  // Headers, to the end of what is one.
  of(String.raw`(\b(?:proxy-)?authorization["'\\]*\s*[:=]\s*["'\\]*(?:[a-z0-9-]+\s+)?)[^\r\n"'\\]+`, '$1***'),
  of(String.raw`(\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}`, '$1***'),
  of(String.raw`(\bset-cookie|\bcookie)(\s*:\s*)[^\r\n"']+`, '$1$2***'),
  // name=value, "name": "value", ?name=value&, <Name>value, --name value
  of(String.raw`(${NAMED}\\{0,3}["']?\s{0,8}(?:=|:|%3d)\s{0,8})${VALUE}`, '$1***'),
  of(String.raw`(<[\w:]{0,64}(?:${SAYING})[\w:]{0,64}>)[^<]+`, '$1***'),
  of(String.raw`(--[a-z-]{0,64}(?:${SAYING}|key)[a-z-]{0,64}\s{1,8})${VALUE}`, '$1***'),
  // Keys and tokens by how they begin.
  of('(^|[^A-Z0-9])(?:A3T[A-Z0-9]|AKIA|ASIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])', '$1***', 'g'),
  of(String.raw`\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)*`, '***', 'g'),
  of(
    String.raw`\b(?:gh[opusr]_|github_pat_|glpat-|xox[a-z]-|npm_|hf_|sk-|pk_live_|sk_live_|rk_live_|AIza|ya29\.|dop_v1_)[\w-]{10,}`,
    '***',
    'g',
  ),
  // A cloud's secret key: forty digits of base64, capitals and small letters.
  of(
    '(^|[^A-Za-z0-9+/=])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])',
    '$1***',
    'g',
  ),
];
