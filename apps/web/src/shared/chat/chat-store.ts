import { applyPart } from './apply-part.ts';
import { type ChatMessage, type ChatPhase, type ChatState, emptyChat, newMessage } from './chat-state.ts';
import type { ChatTransport, SendBody } from './chat-transport.ts';
import { fromServer, withDurations } from './from-server.ts';
import { randomKey } from './identity.ts';
import { readRun } from './read-run.ts';
import { pause } from './reconnect.ts';
import type { StreamPart } from './stream-part.ts';

export interface ChatStoreOptions {
  agentId: string;
  transport: ChatTransport;
  version?: 'draft' | number | undefined;
  onConversation?: ((conversationId: string) => void) | undefined;
  /** A turn ended, however it ended. */
  onSettled?: (() => void) | undefined;
  /** Joins many changes into one redraw; at once by default. */
  schedule?: ((draw: () => void) => void) | undefined;
  pause?: ((milliseconds: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** In words, for a connection that never came back. */
  describeError: (error: unknown) => string;
}

export interface OutgoingMessage {
  text: string;
  attachments: readonly { name: string; media_type: string; data: string; bytes: number }[];
}

/** One sent message with the key that makes the server take it once. */
interface Turn {
  key: string;
  body: SendBody;
  userKey: string;
  answerKey: string;
}

const waitingPollMs = 4000;

export class ChatStore {
  readonly #options: ChatStoreOptions;
  readonly #listeners = new Set<() => void>();
  #state: ChatState = emptyChat;
  #drawn: ChatState = emptyChat;
  #scheduled = false;
  #reading = new AbortController();
  #turn: Turn | undefined;
  #stopWanted = false;
  #opened = false;
  /** Ends the present pause between two looks at a waiting run. */
  #wake: () => void = () => undefined;

  constructor(options: ChatStoreOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ChatState => this.#drawn;

  isOpen(conversationId: string | undefined): boolean {
    return this.#opened && this.#state.conversationId === conversationId;
  }

  /** Shows a conversation, or an empty one; goes on reading its run when one is under way. */
  async open(conversationId: string | undefined): Promise<void> {
    const { signal } = this.#beginReading();
    this.#opened = true;
    this.#turn = undefined;
    this.#change({ ...emptyChat, conversationId, phase: conversationId === undefined ? 'idle' : 'loading' });
    if (conversationId === undefined) return;
    try {
      const found = await this.#options.transport.conversation(conversationId, signal);
      if (signal.aborted) return;
      this.#change({ title: found.title, messages: found.messages.map(fromServer), phase: 'idle' });
      if (found.active_run_id !== null) await this.#attach(found.active_run_id, signal);
    } catch (error) {
      if (!signal.aborted) this.#change({ phase: 'idle', loadError: error });
    }
  }

  /** Sends a message; resolves when its answer has ended. Ignored while another is under way. */
  async send(message: OutgoingMessage): Promise<void> {
    if (this.#state.phase !== 'idle') return;
    const turn = this.#newTurn(message);
    this.#turn = turn;
    const now = new Date().toISOString();
    const user: ChatMessage = {
      ...newMessage('user', turn.userKey, now),
      blocks: [{ kind: 'text', id: 'content', text: message.text }],
      attachments: message.attachments.map(({ name, media_type, bytes }) => ({ name, mediaType: media_type, bytes })),
    };
    this.#change({ messages: [...this.#state.messages, user] });
    await this.#run(turn);
  }

  /** Sends the message that did not get through again, under its old key: the server takes it once at most. */
  async retry(): Promise<void> {
    if (this.#turn && this.#state.phase === 'idle') await this.#run(this.#turn);
  }

  /** Ends the answer; what was written stays. */
  async stop(): Promise<void> {
    const before = this.#state.phase;
    if (before === 'idle' || before === 'loading') return;
    this.#change({ phase: 'stopping' });
    const runId = this.#answer()?.runId;
    if (runId === undefined) this.#stopWanted = true;
    else {
      await this.#options.transport.cancel(runId).catch((error: unknown) => {
        this.#change({ phase: before });
        throw error;
      });
    }
  }

  /** Looks at a waiting run at once: somebody has decided. */
  readonly lookAgain = (): void => this.#wake();

  /** Stops reading. The run on the server goes on. */
  close(): void {
    this.#opened = false;
    this.#reading.abort();
  }

  setFeedback(messageId: string, feedback: 'up' | 'down' | null): void {
    this.#change({ messages: this.#state.messages.map((one) => (one.id === messageId ? { ...one, feedback } : one)) });
  }

  #newTurn({ text, attachments }: OutgoingMessage): Turn {
    const { conversationId } = this.#state;
    const { version } = this.#options;
    return {
      key: randomKey(),
      userKey: randomKey(),
      answerKey: randomKey(),
      body: {
        message: text,
        stream: true,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(conversationId === undefined ? {} : { conversation_id: conversationId }),
        ...(version === undefined ? {} : { version }),
        ...(attachments.length === 0
          ? {}
          : { attachments: attachments.map(({ name, media_type, data }) => ({ name, media_type, data })) }),
      },
    };
  }

  async #run(turn: Turn): Promise<void> {
    const { agentId, transport, describeError } = this.#options;
    const { signal } = this.#beginReading();
    const answer = newMessage('assistant', turn.answerKey, new Date().toISOString());
    const others = this.#state.messages.filter(({ key }) => key !== turn.answerKey);
    this.#change({ messages: [...others, answer], phase: 'thinking' });
    this.#patch(turn.userKey, { status: 'sending', error: undefined });
    try {
      await this.#follow(turn.answerKey, undefined, signal, () => transport.send(agentId, turn.body, turn.key, signal));
    } catch (error) {
      this.#fail(turn, describeError(error));
    }
  }

  /** Accepted messages keep their partial answer; a message that never arrived offers to be sent again. */
  #fail(turn: Turn, error: string): void {
    const accepted = this.#answer()?.runId !== undefined;
    if (accepted) this.#patch(turn.answerKey, { status: 'failed', error });
    else {
      this.#change({ messages: this.#state.messages.filter(({ key }) => key !== turn.answerKey) });
      this.#patch(turn.userKey, { status: 'failed', error });
    }
    this.#settle();
  }

  async #attach(runId: string, signal: AbortSignal): Promise<void> {
    const { transport, describeError } = this.#options;
    const shown = this.#state.messages.findLast((message) => message.role === 'assistant' && message.runId === runId);
    const answer = shown ?? { ...newMessage('assistant', randomKey(), new Date().toISOString()), runId };
    if (!shown) this.#change({ messages: [...this.#state.messages, answer] });
    this.#change({ phase: answer.status === 'waiting' ? 'waiting' : 'thinking' });
    try {
      await this.#follow(answer.key, runId, signal, () => transport.events(runId, undefined, signal));
    } catch (error) {
      this.#patch(answer.key, { status: 'failed', error: describeError(error) });
      this.#settle();
    }
  }

  /** Reads until the run has really ended: a run that waits for a decision is looked at until it goes on. */
  async #follow(
    key: string,
    knownRun: string | undefined,
    signal: AbortSignal,
    first: () => ReturnType<ChatTransport['events']>,
  ): Promise<void> {
    const { transport } = this.#options;
    const wait = this.#options.pause ?? pause;
    let open = first;
    let runId = knownRun;
    for (;;) {
      const end = await readRun({
        open,
        reopen: (run, lastEventId) => transport.events(run, lastEventId, signal),
        runId,
        onPart: (part) => this.#apply(key, part),
        onReconnecting: (reconnecting) => this.#change({ phase: reconnecting ? 'reconnecting' : this.#livePhase(key) }),
        pause: (milliseconds) => wait(milliseconds, signal),
        signal,
      });
      const message = this.#find(key);
      runId = message?.runId ?? runId;
      if (end === 'aborted' || signal.aborted) return;
      if (message?.status !== 'waiting' || runId === undefined) {
        this.#settle();
        return this.#measure(key, signal);
      }
      const waiting = runId;
      if (!(await this.#decided(waiting, signal))) return;
      open = () => transport.events(waiting, undefined, signal);
    }
  }

  /** The stream says when a call was shown, not how long it took: the stored message knows. */
  async #measure(key: string, signal: AbortSignal): Promise<void> {
    const message = this.#find(key);
    const { conversationId } = this.#state;
    if (conversationId === undefined || !message?.blocks.some(({ kind }) => kind === 'tool')) return;
    const stored = await this.#options.transport.conversation(conversationId, signal).catch(() => undefined);
    const calls = stored?.messages.find(({ id }) => id === message.id)?.tool_calls ?? [];
    const now = this.#find(key);
    if (now && !signal.aborted) this.#replace(withDurations(now, calls));
  }

  async #decided(runId: string, signal: AbortSignal): Promise<boolean> {
    this.#change({ phase: 'waiting' });
    const wait = this.#options.pause ?? pause;
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      await Promise.race([woken, wait(waitingPollMs, signal)]);
      if (signal.aborted) return false;
      // A look that fails is not the end of the wait.
      const status = await this.#options.transport.runStatus(runId, signal).catch(() => 'waiting_approval');
      if (signal.aborted) return false;
      if (status !== 'waiting_approval' && status !== 'in_doubt') return true;
    }
  }

  #apply(key: string, part: StreamPart): void {
    const before = this.#find(key);
    if (!before) return;
    this.#replace(applyPart(before, part, Date.now()));
    if (part.type === 'data-run') this.#accepted(part.data.run_id, part.data.conversation_id);
    const phase = this.#livePhase(key);
    if (this.#state.phase !== phase && this.#state.phase !== 'stopping') this.#change({ phase });
  }

  #accepted(runId: string, conversationId: string | undefined): void {
    if (this.#turn) this.#patch(this.#turn.userKey, { status: 'complete' });
    if (conversationId !== undefined && this.#state.conversationId === undefined) {
      this.#change({ conversationId });
      this.#options.onConversation?.(conversationId);
    }
    if (!this.#stopWanted) return;
    this.#stopWanted = false;
    this.#change({ phase: 'stopping' });
    void this.#options.transport.cancel(runId).catch(() => undefined);
  }

  #livePhase(key: string): ChatPhase {
    const message = this.#find(key);
    if (message?.status === 'waiting') return 'waiting';
    const last = message?.blocks.at(-1);
    return last?.kind === 'text' && last.text !== '' ? 'answering' : 'thinking';
  }

  #settle(): void {
    this.#stopWanted = false;
    this.#change({ phase: 'idle' });
    this.#options.onSettled?.();
  }

  #answer(): ChatMessage | undefined {
    const last = this.#state.messages.at(-1);
    return last?.role === 'assistant' ? last : undefined;
  }

  #find(key: string): ChatMessage | undefined {
    return this.#state.messages.find((message) => message.key === key);
  }

  #patch(key: string, change: Partial<ChatMessage>): void {
    const message = this.#find(key);
    if (message) this.#replace({ ...message, ...change });
  }

  #replace(message: ChatMessage): void {
    this.#change({ messages: this.#state.messages.map((one) => (one.key === message.key ? message : one)) });
  }

  #beginReading(): AbortController {
    this.#reading.abort();
    this.#reading = new AbortController();
    this.#stopWanted = false;
    return this.#reading;
  }

  #change(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#scheduled) return;
    this.#scheduled = true;
    const schedule = this.#options.schedule ?? ((draw) => draw());
    schedule(() => {
      this.#scheduled = false;
      this.#drawn = this.#state;
      for (const listener of this.#listeners) listener();
    });
  }
}
