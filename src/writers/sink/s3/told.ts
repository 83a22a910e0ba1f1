/** What an object store finally refuses, told as what it is. Names bucket and key, never credentials. */
import { infrastructureError, NearmissError } from '#core/errors';
import { formatS3, type S3Place } from './place.js';

const NO_CREDENTIALS = ['CredentialsProviderError', 'TokenProviderError'];
const REFUSED = [
  'AccessDenied',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'InvalidToken',
  'AllAccessDisabled',
  'RequestTimeTooSkewed',
  'Forbidden',
];

const SIGNER = 'NODE_EXTRA_CA_CERTS=FILE, in the environment, names the PEM file of the authority that signed it';
const CLOCK = 'has it run out, or is the clock of this machine wrong?';
/** What to do about certificates, by the codes of Node. */
const UNTRUSTED: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: SIGNER,
  SELF_SIGNED_CERT_IN_CHAIN: SIGNER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: SIGNER,
  UNABLE_TO_GET_ISSUER_CERT: SIGNER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: SIGNER,
  CERT_UNTRUSTED: SIGNER,
  CERT_HAS_EXPIRED: CLOCK,
  CERT_NOT_YET_VALID: CLOCK,
  ERR_TLS_CERT_ALTNAME_INVALID: 'write the endpoint with a name that stands in its certificate',
};

/** @param doing such as "write samples/000001/sample.json" @returns NearmissError (exit 3) NM7904 to NM7906, NM7910 */
export function told(error: unknown, doing: string, place: S3Place): NearmissError {
  if (error instanceof NearmissError) return error;
  const cause = withoutRequest(error);
  const where = formatS3(place);
  const name = nameOf(error);
  const status = statusOf(error);
  if (NO_CREDENTIALS.includes(name)) {
    const hint = 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE';
    return infrastructureError('NM7905', `could not ${doing} in ${where}: there are no credentials`, hint, cause);
  }
  if (name === 'NoSuchBucket') {
    const what = `could not ${doing}: there is no bucket "${place.bucket}" at ${place.endpoint ?? 'Amazon S3'}`;
    return infrastructureError('NM7906', what, 'make it first; nearmiss makes no buckets', cause);
  }
  if (REFUSED.includes(name) || status === 401 || status === 403) {
    const hint = 'it takes s3:GetObject, PutObject, DeleteObject, AbortMultipartUpload and ListBucket; are they allowed there?';
    return infrastructureError('NM7905', `could not ${doing} in ${where}: ${name}`, hint, cause);
  }
  const why = error instanceof Error && error.message !== '' ? error.message : name;
  const mending = Object.hasOwn(UNTRUSTED, name) ? UNTRUSTED[name] : undefined;
  if (mending !== undefined)
    return infrastructureError(
      'NM7910',
      `could not ${doing} in ${where}: the server's certificate is not trusted (${why})`,
      mending,
      cause,
    );
  const hint = 'is the server there, and its endpoint right? `generate --resume` goes on afterwards';
  return infrastructureError('NM7904', `could not ${doing} in ${where}: ${why}`, hint, cause);
}

/** The library's errors carry the whole request, signature and session token among it, into whatever is printed of them. */
function withoutRequest(error: unknown): Error {
  const kept = new Error(error instanceof Error ? error.message : String(error));
  kept.name = nameOf(error);
  return Object.assign(kept, { $metadata: { httpStatusCode: statusOf(error) } });
}

export function nameOf(error: unknown): string {
  const told = error as { readonly name?: string; readonly Code?: string; readonly code?: string };
  return told.Code ?? (told.name === 'Error' ? (told.code ?? 'Error') : (told.name ?? 'Error'));
}

export function statusOf(error: unknown): number | undefined {
  return (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

/** No object of that key; a missing bucket is another matter. */
export function isMissing(error: unknown): boolean {
  const name = nameOf(error);
  return name === 'NoSuchKey' || name === 'NotFound';
}
