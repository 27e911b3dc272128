import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

export interface LedgerEntry {
  id: string;
  /** What was sent. */
  sent: Record<string, string>;
  /** What the acknowledgement named; null: none came, so the request may or may not have counted. */
  acknowledged: Record<string, string> | null;
}

type Line = { id: string; kind: 'sent' | 'acknowledged'; facts: Record<string, string> };

/** What the client asked for and was promised, kept outside of everything that is killed: each line is on disk when it counts. */
export class Ledger {
  readonly #path: string;
  readonly #file: number;
  readonly #onAcknowledge: () => void;

  constructor(path: string, onAcknowledge: () => void = () => undefined) {
    this.#path = path;
    this.#onAcknowledge = onAcknowledge;
    this.#file = openSync(path, 'a');
  }

  /** Before each request. */
  send(id: string, facts: Record<string, string> = {}): void {
    this.#write({ id, kind: 'sent', facts });
  }

  /** When the answer says that it is kept. */
  acknowledge(id: string, facts: Record<string, string> = {}): void {
    this.#write({ id, kind: 'acknowledged', facts });
    this.#onAcknowledge();
  }

  /** Everything so far, as the disk has it. */
  read(): LedgerEntry[] {
    const entries = new Map<string, LedgerEntry>();
    for (const line of readFileSync(this.#path, 'utf8').split('\n')) {
      if (line === '') continue;
      const { id, kind, facts }: Line = JSON.parse(line);
      const entry = entries.get(id) ?? { id, sent: {}, acknowledged: null };
      if (kind === 'sent') entry.sent = facts;
      else entry.acknowledged = { ...entry.acknowledged, ...facts };
      entries.set(id, entry);
    }
    return [...entries.values()];
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(line: Line): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
  }
}
