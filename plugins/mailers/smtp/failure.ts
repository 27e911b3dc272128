import { AppError } from '@agentforge/kernel/errors';

interface SmtpFailure {
  code: string;
  responseCode: number;
}

function factsOf(error: unknown): SmtpFailure {
  const facts = typeof error === 'object' && error !== null ? error : {};
  const code = 'code' in facts && typeof facts.code === 'string' ? facts.code : '';
  const responseCode = 'responseCode' in facts && typeof facts.responseCode === 'number' ? facts.responseCode : 0;
  return { code, responseCode };
}

const connection = 'The mail server could not be reached.';
const sentences: Record<string, string> = {
  ECONNECTION: connection,
  ECONNREFUSED: connection,
  ECONNRESET: connection,
  ESOCKET: connection,
  EDNS: 'The name of the mail server could not be found.',
  ETIMEDOUT: 'The mail server did not answer in time.',
  EAUTH: 'The mail server refused the user name or password.',
  ETLS: 'The connection to the mail server could not be encrypted.',
  EABORT: 'Sending was interrupted.',
};

/**
 * What went wrong, in words without the server's own: those may hold addresses or secrets. A mail the server refuses for
 * good (5xx for its content or recipient) is `rule_broken`; all else is `unavailable` and may work later.
 */
export function failureOf(error: unknown): AppError {
  const { code, responseCode } = factsOf(error);
  const refused = responseCode >= 500 && code !== 'EAUTH' && (code === 'EENVELOPE' || code === 'EMESSAGE');
  if (refused) {
    return new AppError('rule_broken', {
      detail: `The mail server refused this mail for good (${responseCode}).`,
      cause: error,
    });
  }
  const suffix = responseCode === 0 ? '' : ` (${responseCode})`;
  const sentence = sentences[code] ?? 'The mail server did not take the mail.';
  return new AppError('unavailable', { detail: `${sentence.replace(/\.$/, '')}${suffix}.`, cause: error });
}
