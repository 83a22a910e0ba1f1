/** How a known secret may be written. */

/** Plain, in an address, in JSON, in hex and in base64 wherever it begins; longest first. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inAddress = encodeURIComponent(secret);
  const strictly = inAddress.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const inForm = new URLSearchParams({ x: secret }).toString().slice(2);
  const hex = bytes.toString('hex');
  const encoded = [0, 1, 2].map((offset) => base64At(bytes, offset));
  const forSites = encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const all = [
    secret,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    inAddress,
    strictly,
    strictly.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    encodeURIComponent(inAddress),
    encodeURIComponent(strictly),
    inForm,
    strictly.replaceAll('%20', '+'),
    hex,
    hex.toUpperCase(),
    ...encoded,
    ...forSites,
  ];
  return [...new Set(all)].filter((form) => form.length >= 6).sort((a, b) => b.length - a.length);
}

/** The digits that it alone decides, behind `offset` bytes (0..2) of something else. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const first = offset === 0 ? 0 : offset + 1;
  const whole = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(first, whole);
}
