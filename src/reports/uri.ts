/** Paths as URIs (RFC 3986). */

/** Relative paths stay relative, absolute ones (also `C:\...`) get `file://`; every other character is percent-encoded. */
export function fileUri(path: string): string {
  const slashes = path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  const drive = /^[A-Za-z]:\//.test(slashes) ? slashes.slice(0, 2) : '';
  const encoded = slashes.slice(drive.length).split('/').map(encodeSegment).join('/');
  if (drive !== '') return `file:///${drive}${encoded}`;
  return slashes.startsWith('/') ? `file://${encoded}` : encoded;
}

function encodeSegment(text: string): string {
  // Halves of pairs that stand alone can't be encoded.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}
