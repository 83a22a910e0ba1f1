/** The client of Amazon's own library, loaded when it is first wanted. Credentials come by its chain: environment, profile, role of the machine. */
import type { S3Client } from '@aws-sdk/client-s3';
import { ATTEMPTS, type PatienceOptions, patience } from './patience.js';
import { endpointIn, type S3Place } from './place.js';

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

export interface ConnectOptions extends PatienceOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
}

export async function connect(place: S3Place, options: ConnectOptions): Promise<Connection> {
  const library = await import('@aws-sdk/client-s3');
  const endpoint = place.endpoint ?? endpointIn(options.env);
  const settings = {
    ...(endpoint === undefined ? { followRegionRedirects: true } : { endpoint, forcePathStyle: true }),
    ...(place.region === undefined ? {} : { region: place.region }),
    maxAttempts: ATTEMPTS,
    retryStrategy: patience(options),
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
  const client = new library.S3Client(settings);
  const regioned = await client.config.region().then(
    () => true,
    () => false,
  );
  return { library, client: regioned ? client : new library.S3Client({ ...settings, region: DEFAULT_REGION }) };
}
