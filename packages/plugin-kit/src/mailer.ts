import type { z } from 'zod';
import type { PluginManifest } from './manifest.ts';

/** One e-mail to one person. Plain text is what counts; HTML says the same. */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for every try of the same mail, so that mail programs show one that was sent twice only once. */
  messageId: string;
}

/** Hands e-mail to a server. Throws `unavailable` when it may work later and `rule_broken` when this mail never will. */
export interface Mailer {
  /** Resolves once the server has taken the mail. */
  send(mail: MailMessage, signal: AbortSignal): Promise<void>;
  /** Where mail goes and who it comes from, for an administrator; never a secret. */
  describe(): MailerDescription;
  close(): void;
}

export interface MailerDescription {
  server: string;
  from: string;
}

export interface MailerPlugin<Config extends z.ZodObject = z.ZodObject> {
  manifest: PluginManifest;
  config: Config;
  create(config: z.output<Config>): Mailer;
}
