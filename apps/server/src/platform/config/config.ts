import { isIP } from 'node:net';
import path from 'node:path';
import { ConfigurationError, type Environment } from './environment.ts';

export type DatabaseConfig =
  | { kind: 'pglite'; directory: string }
  | { kind: 'postgresql'; url: string; poolSize: number };

/** Step two: pure, cross-checked facts. No secret lives here. */
export interface Config {
  host: string;
  port: number;
  baseUrl: string;
  dataDirectory: string;
  database: DatabaseConfig;
  redisUrl: string | null;
  egressAllow: readonly string[];
  trustedProxies: readonly string[];
  logLevel: Environment['LOG_LEVEL'];
  multiTenant: boolean;
  smtpUrl: string | null;
  otlpEndpoint: string | null;
  /** Prompts, answers and arguments of tools go to the collector as well. */
  otlpContent: boolean;
  shutdownGraceMs: number;
  /** Between readiness going off and the first thing being closed. */
  shutdownDelayMs: number;
  /** How long a run of a process that fell silent waits for another one. */
  runLeaseSeconds: number;
  rateLimitPerMinute: number;
  maxUploadBytes: number;
  secureCookies: boolean;
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** What no single variable can tell: entries of lists, and variables that contradict each other. */
function contradictions(
  environment: Environment,
  egressAllow: readonly string[],
  proxies: readonly string[],
): string[] {
  const wrong = [
    ...egressAllow
      .filter((entry) => !/^(\[[0-9a-fA-F:.]+\]|[^\s:/]+):\d{1,5}$/.test(entry))
      .map((entry) => `EGRESS_ALLOW: "${entry}" is not host:port`),
    ...proxies
      .filter((entry) => isIP(entry.split('/')[0] ?? '') === 0)
      .map((entry) => `TRUSTED_PROXIES: "${entry}" is not an address or range`),
  ];
  if (environment.DATABASE_URL && !/^postgres(ql)?:\/\//.test(environment.DATABASE_URL)) {
    wrong.push('DATABASE_URL: must begin with postgres://');
  }
  if (environment.REDIS_URL && !/^rediss?:\/\//.test(environment.REDIS_URL)) {
    wrong.push('REDIS_URL: must begin with redis:// or rediss://');
  }
  if (environment.SMTP_URL && !/^smtps?:\/\/./.test(environment.SMTP_URL)) {
    wrong.push('SMTP_URL: must begin with smtp:// or smtps://');
  }
  if (Boolean(environment.ADMIN_EMAIL) !== Boolean(environment.ADMIN_PASSWORD)) {
    wrong.push('ADMIN_EMAIL and ADMIN_PASSWORD: set both or neither');
  }
  return wrong;
}

/** Builds the configuration. Throws {@link ConfigurationError} naming every contradiction at once. */
export function createConfig(environment: Environment): Config {
  const egressAllow = list(environment.EGRESS_ALLOW);
  const trustedProxies = list(environment.TRUSTED_PROXIES);
  const wrong = contradictions(environment, egressAllow, trustedProxies);
  if (wrong.length > 0) throw new ConfigurationError(`The configuration is not valid:\n  ${wrong.join('\n  ')}`);

  const dataDirectory = path.resolve(environment.DATA_DIR);
  const baseUrl = (environment.BASE_URL ?? `http://${urlHost(environment.HOST)}:${environment.PORT}`).replace(
    /\/$/,
    '',
  );
  return {
    host: environment.HOST,
    port: environment.PORT,
    baseUrl,
    dataDirectory,
    database: environment.DATABASE_URL
      ? { kind: 'postgresql', url: environment.DATABASE_URL, poolSize: environment.DATABASE_POOL_SIZE }
      : { kind: 'pglite', directory: path.join(dataDirectory, 'database') },
    redisUrl: environment.REDIS_URL ?? null,
    egressAllow,
    trustedProxies,
    logLevel: environment.LOG_LEVEL,
    multiTenant: environment.MULTI_TENANT,
    smtpUrl: environment.SMTP_URL ?? null,
    otlpEndpoint: environment.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    otlpContent: environment.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT,
    shutdownGraceMs: environment.SHUTDOWN_GRACE_SECONDS * 1000,
    shutdownDelayMs: environment.SHUTDOWN_DELAY_SECONDS * 1000,
    runLeaseSeconds: environment.RUN_LEASE_SECONDS,
    rateLimitPerMinute: environment.RATE_LIMIT_PER_MINUTE,
    maxUploadBytes: environment.MAX_UPLOAD_MB * 1024 * 1024,
    secureCookies: baseUrl.startsWith('https://'),
  };
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
