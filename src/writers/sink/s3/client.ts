/** The client of Amazon's own library, loaded when it is first wanted. Credentials come by its chain: environment, profile, role of the machine. */
import type { S3Client } from '@aws-sdk/client-s3';
import { endpointOf, type S3Place } from './place.js';

/** Tries of a request in all, with waits that double between them: about 12 s in the worst case. */
const ATTEMPTS = 8;
/** ms until a server has to be there, and until it has to have taken and answered a request. */
const CONNECT_MS = 10_000;
const REQUEST_MS = 120_000;
const SOCKETS = 64;

export type S3Library = typeof import('@aws-sdk/client-s3');

export interface Connection {
  readonly library: S3Library;
  readonly client: S3Client;
}

/** Where nobody says otherwise; compatible servers mostly don't mind. */
const DEFAULT_REGION = 'us-east-1';

export async function connect(place: S3Place, env: Readonly<Record<string, string | undefined>>): Promise<Connection> {
  const library = await import('@aws-sdk/client-s3');
  const named = env.NEARMISS_S3_ENDPOINT;
  const fromEnv = named === undefined || named === '' ? undefined : endpointOf(named, 'NEARMISS_S3_ENDPOINT');
  const endpoint = place.endpoint ?? fromEnv;
  const options = {
    ...(endpoint === undefined ? { followRegionRedirects: true } : { endpoint, forcePathStyle: true }),
    ...(place.region === undefined ? {} : { region: place.region }),
    maxAttempts: ATTEMPTS,
    retryMode: 'standard',
    // Every request is signed over its content's SHA-256 and carries its MD5; newer checksums are unknown to many servers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: REQUEST_MS,
      throwOnRequestTimeout: true,
      socketTimeout: REQUEST_MS,
      httpAgent: { keepAlive: true, maxSockets: SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: SOCKETS },
    },
  } as const;
  const client = new library.S3Client(options);
  const regioned = await client.config.region().then(
    () => true,
    () => false,
  );
  return { library, client: regioned ? client : new library.S3Client({ ...options, region: DEFAULT_REGION }) };
}
