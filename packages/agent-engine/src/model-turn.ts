import type { Json } from '@agentforge/kernel/json';
import { openHalf, storableText } from '@agentforge/kernel/storable';
import type { FinishReason, ModelPart, ModelRequest, ModelUsage } from '@agentforge/plugin-kit/model';
import { type Arrivals, newArrivals, noteArrival } from './held-back.ts';
import { engineLimits } from './limits.ts';
import type { ModelDescription, OutputGuard } from './ports.ts';
import type { ModelToolCall } from './request-tool.ts';
import { type RunContext, record } from './run-context.ts';

/** One model turn while it is read. */
export interface ModelTurn {
  step: number;
  guard: OutputGuard;
  /** Nothing is taken any more: finished, failed, stopped or cut off. */
  closed: boolean;
  characters: number;
  /** Characters of arguments by call, while they are being written. */
  writing: Map<string, { name: string; characters: number }>;
  calls: ModelToolCall[];
  reasoning: { text: string; signature: Json }[];
  thought: string;
  /** The first half of a character whose second half is still to come. */
  halves: { text: string; reasoning: string };
  finish: { reason: FinishReason; usage: ModelUsage | undefined } | undefined;
  failure: { error: unknown } | undefined;
  fallback: ModelDescription | undefined;
  arrivals: Arrivals;
}

export function newTurn(step: number, guard: OutputGuard, now: number): ModelTurn {
  return {
    step,
    guard,
    closed: false,
    characters: 0,
    writing: new Map(),
    calls: [],
    reasoning: [],
    thought: '',
    halves: { text: '', reasoning: '' },
    finish: undefined,
    failure: undefined,
    fallback: undefined,
    arrivals: newArrivals(now),
  };
}

/** Reads the model until it finishes, fails, writes too much or the run is stopped. Never throws. */
export async function readTurn(run: RunContext, turn: ModelTurn, request: ModelRequest): Promise<void> {
  const connection = new AbortController();
  const reading = consume(run, turn, request, connection.signal);
  await Promise.race([reading, run.stopped]);
  turn.closed = true;
  connection.abort('closed');
}

function consume(run: RunContext, turn: ModelTurn, request: ModelRequest, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const read = async () => {
      const onFallback = (used: ModelDescription) => {
        turn.fallback = used;
      };
      for await (const part of run.ports.model.stream(request, signal, onFallback)) {
        if (!turn.closed) takePart(run, turn, part);
        if (!turn.closed) continue;
        // Leaving the loop waits for the provider to clean up, which may take for ever: be done first.
        resolve();
        return;
      }
    };
    read().then(resolve, (error: unknown) => {
      if (!turn.closed) turn.failure = { error };
      resolve();
    });
  });
}

function takePart(run: RunContext, turn: ModelTurn, part: ModelPart): void {
  switch (part.type) {
    case 'text-delta':
      noteArrival(turn.arrivals, run.ports.clock.now());
      takeText(run, turn, part.text);
      break;
    case 'reasoning-delta':
      takeReasoning(run, turn, part.text);
      break;
    case 'reasoning-signature':
      turn.reasoning.push({ text: turn.thought, signature: part.signature });
      turn.thought = '';
      break;
    case 'tool-call-start':
      turn.writing.set(part.callId, { name: part.name, characters: 0 });
      break;
    case 'tool-call-delta':
      takeArguments(turn, part.callId, part.argumentsText.length);
      break;
    case 'tool-call':
      takeCall(turn, part);
      break;
    case 'finish':
      turn.finish = { reason: part.reason, usage: part.usage };
      turn.closed = true;
  }
}

/** What is whole of the text so far: a character may come in two pieces. */
function whole(turn: ModelTurn, kind: keyof ModelTurn['halves'], piece: string): string {
  const text = turn.halves[kind] + piece;
  const half = openHalf(text);
  turn.halves[kind] = half;
  return storableText(half === '' ? text : text.slice(0, -1));
}

function takeReasoning(run: RunContext, turn: ModelTurn, piece: string): void {
  const text = whole(turn, 'reasoning', piece);
  turn.thought += text;
  if (text !== '') record(run, { type: 'reasoning-delta', data: { step: turn.step, text } });
  count(turn, piece.length);
}

function takeText(run: RunContext, turn: ModelTurn, piece: string): void {
  const shown = turn.guard.push(whole(turn, 'text', piece));
  if (shown !== '') record(run, { type: 'text-delta', data: { step: turn.step, text: shown } });
  count(turn, piece.length);
}

function count(turn: ModelTurn, characters: number): void {
  turn.characters += characters;
  if (turn.characters > engineLimits.stepCharacters) cutOff(turn, 'length');
}

function cutOff(turn: ModelTurn, reason: FinishReason): void {
  turn.finish = { reason, usage: undefined };
  turn.closed = true;
}

/** Arguments without end are cut off; the call is kept so that the model is told. */
function takeArguments(turn: ModelTurn, callId: string, characters: number): void {
  const call = turn.writing.get(callId);
  if (call === undefined) return;
  call.characters += characters;
  if (call.characters <= engineLimits.argumentsCharacters) return;
  const tooLong = ' '.repeat(engineLimits.argumentsCharacters + 1);
  turn.calls.push({ callId, name: call.name, argumentsText: tooLong });
  cutOff(turn, 'tool-calls');
}

/** The same call told twice (same id, same content) is one call: some providers repeat themselves. */
function takeCall(turn: ModelTurn, { callId, name, argumentsText }: ModelToolCall): void {
  const repeated = turn.calls.some(
    (call) => call.callId === callId && call.name === name && call.argumentsText === argumentsText,
  );
  if (!repeated) turn.calls.push({ callId, name, argumentsText });
  if (turn.calls.length >= engineLimits.callsPerStep) cutOff(turn, 'tool-calls');
}
