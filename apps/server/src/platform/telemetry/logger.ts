import { type LoggerOptions, type Logger as PinoLogger, pino } from 'pino';
import type { Config } from '../config/config.ts';

export type Logger = PinoLogger;

/** Paths whose values never reach the log, whoever logs them. */
const redacted = [
  'password',
  'new_password',
  'current_password',
  'api_key',
  'access_token',
  'refresh_token',
  'setup_token',
  'token',
  'secret',
  'authorization',
  'cookie',
  'auth_value',
];

const options = (level: Config['logLevel']): LoggerOptions => ({
  level,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: [...redacted, ...redacted.map((name) => `*.${name}`), ...redacted.map((name) => `*.*.${name}`)],
    censor: '***',
  },
});

/** One JSON line per event on stdout; pretty on a terminal. */
export function createLogger(config: Pick<Config, 'logLevel'>, pretty = process.stdout.isTTY === true): Logger {
  if (!pretty) return pino(options(config.logLevel));
  return pino({
    ...options(config.logLevel),
    transport: {
      target: 'pino-pretty',
      options: { colorize: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname' },
    },
  });
}

export const silentLogger: Logger = pino({ level: 'silent' });
