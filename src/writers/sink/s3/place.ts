/** `s3://bucket/prefix?endpoint=http://127.0.0.1:9000&region=eu-central-1`: where in an object store a dataset lies. Never holds a secret. */
import { usageError } from '#core/errors';
import { isSegment } from '../path.js';

export interface S3Place {
  readonly bucket: string;
  /** Without slashes at its ends; empty for the bucket itself. */
  readonly prefix: string;
  /** Of a compatible server; Amazon's own when missing. */
  readonly endpoint?: string;
  readonly region?: string;
}

const PARTS = /^s3:\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const FORM = 's3://bucket/prefix, and where the server is not Amazon s3://bucket/prefix?endpoint=http://127.0.0.1:9000';

/** @throws NearmissError (exit 2) NM7902 where a password stands in it, NM7903 where it is no such address */
export function parseS3(url: string): S3Place {
  const [, authority = '', path = '', query = ''] = PARTS.exec(url) ?? [];
  if (authority.includes('@')) throw holdsSecret('the address of the store');
  const shown = url.split(/[?#]/)[0];
  if (!BUCKET.test(authority)) throw usageError('NM7903', `${shown} names no bucket of an object store`, `write ${FORM}`);
  const prefix = path.replace(/\/+$/, '');
  if (prefix !== '' && !prefix.split('/').every(isSegment)) {
    throw usageError(
      'NM7903',
      `${shown}: a dataset can't lie in "${prefix}"`,
      'use letters, digits, ".", "_", "-" and single "/"',
    );
  }
  return { bucket: authority, prefix, ...optionsOf(query, String(shown)) };
}

/** The same address always written the same way; what an order of a farm names its store by. */
export function formatS3({ bucket, prefix, endpoint, region }: S3Place): string {
  const options = [
    ...(endpoint === undefined ? [] : [`endpoint=${endpoint}`]),
    ...(region === undefined ? [] : [`region=${region}`]),
  ];
  return `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}${options.length === 0 ? '' : `?${options.join('&')}`}`;
}

/** @throws NearmissError (exit 2) NM7902, NM7903 @returns scheme, host, port and path */
export function endpointOf(text: string, from: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw usageError('NM7903', `the endpoint in ${from} is no address`, 'write it as http://127.0.0.1:9000');
  }
  if (url.username !== '' || url.password !== '') throw holdsSecret(`the endpoint in ${from}`);
  if (!['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '')
    throw usageError(
      'NM7903',
      `the endpoint in ${from} is no plain http or https address`,
      'write it as http://127.0.0.1:9000',
    );
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** Variables of the environment that name a server, the first that does counts; the last two are those of Amazon's own tools. */
const ENDPOINTS = ['NEARMISS_S3_ENDPOINT', 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'];

/** @throws as `endpointOf` @returns undefined where none is named */
export function endpointIn(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true' ? ENDPOINTS.slice(0, 1) : ENDPOINTS;
  const name = names.find((each) => (env[each] ?? '') !== '');
  return name === undefined ? undefined : endpointOf(env[name] ?? '', name);
}

function optionsOf(query: string, shown: string): Pick<S3Place, 'endpoint' | 'region'> {
  const options = new URLSearchParams(query);
  for (const name of options.keys())
    if (name !== 'endpoint' && name !== 'region')
      throw usageError('NM7903', `${shown}: there is no option "${name}"`, 'it takes endpoint and region');
  const [endpoint, region] = [options.get('endpoint'), options.get('region')];
  if (region !== null && !/^[a-z0-9-]{1,40}$/.test(region))
    throw usageError('NM7903', `${shown}: that is no name of a region`, 'write it as region=eu-central-1');
  return {
    ...(endpoint === null ? {} : { endpoint: endpointOf(endpoint, shown) }),
    ...(region === null ? {} : { region }),
  };
}

function holdsSecret(what: string): Error {
  return usageError(
    'NM7902',
    `${what} holds a name or password; it would end up in manifests and logs`,
    'leave it out: credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from AWS_PROFILE',
  );
}
