import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.stringbool();
const seconds = (fallback: number) => z.coerce.number().int().min(1).max(3600).default(fallback);

/**
 * Step one: names, types and defaults of every variable. `.meta({ description })` is what `docs/reference/configuration.md`
 * prints. Provider keys are read apart, by the manifests of the provider plug-ins.
 */
export const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address to listen on' }),
  PORT: port.default(8000).meta({ description: 'Port to listen on; 0 takes a free one' }),
  BASE_URL: z
    .url()
    .optional()
    .meta({ description: 'Address users open, for links and cookies; default http://HOST:PORT' }),
  DATA_DIR: z
    .string()
    .default('./.agentforge')
    .meta({ description: 'Where embedded data, files and generated secrets lie' }),
  DATABASE_URL: z
    .string()
    .optional()
    .meta({ description: 'PostgreSQL 15+ address; absent: embedded database in DATA_DIR' }),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(16)
    .meta({ description: 'PostgreSQL connections per process' }),
  REDIS_URL: z
    .string()
    .optional()
    .meta({ description: 'Redis for fan-out, limits and cache; losing it loses nothing' }),
  ENCRYPTION_KEY: z.string().optional().meta({ description: 'Seals stored secrets; 32 bytes, base64 or hex' }),
  JWT_SECRET: z.string().optional().meta({ description: 'Signs access tokens; at least 32 characters' }),
  ADMIN_EMAIL: z.string().optional().meta({ description: 'First start only: the first Super Admin' }),
  ADMIN_PASSWORD: z.string().optional().meta({ description: 'First start only: their password' }),
  EGRESS_ALLOW: z
    .string()
    .default('')
    .meta({ description: 'Comma list of host:port outbound requests may reach although private' }),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .meta({ description: 'Comma list of addresses or CIDR ranges whose X-Forwarded-* count' }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({ description: 'Least level that is logged' }),
  MULTI_TENANT: flag.default(false).meta({ description: 'Several organizations in one installation' }),
  SMTP_URL: z.string().optional().meta({
    description:
      'Mail server for notices: smtp://user:password@host:587?from=agents@example.com, or smtps://…; absent: no e-mail',
  }),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .meta({ description: 'Bearer token for GET /metrics; absent: loopback only' }),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional().meta({ description: 'OTLP/HTTP collector for traces' }),
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: flag
    .default(false)
    .meta({ description: 'Prompts, answers and arguments of tools go to the collector too, personal data as tokens' }),
  SHUTDOWN_GRACE_SECONDS: seconds(20).meta({ description: 'Time for work in flight after SIGTERM' }),
  SHUTDOWN_DELAY_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(120)
    .default(0)
    .meta({ description: 'Time after SIGTERM in which only readiness is off, for a load balancer to notice' }),
  RUN_LEASE_SECONDS: z.coerce
    .number()
    .int()
    .min(2)
    .max(300)
    .default(15)
    .meta({ description: 'Time after which another process continues the runs of one that fell silent' }),
  RATE_LIMIT_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(10)
    .max(1_000_000)
    .default(1200)
    .meta({ description: 'Requests per minute and signed-in principal' }),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(2048).default(100).meta({ description: 'Largest uploaded file' }),
});

export type Environment = z.output<typeof environmentSchema>;

export class ConfigurationError extends Error {}

/** Reads and types the variables. All that is wrong is named in one error. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`The configuration is not valid:\n${lines.join('\n')}`);
}
