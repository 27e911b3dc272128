import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import chat from '../i18n/en/chat.json';
import common from '../i18n/en/common.json';
import { AssistantMessage } from './assistant-message.tsx';
import { type ChatCitation, type ChatMessage, newMessage } from './chat-state.ts';

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', ns: ['common', 'chat'], defaultNS: 'common', resources: { en: { chat, common } } });
  // Its code is fetched on demand; here it must not race the test.
  await import('./markdown.tsx');
});
afterEach(cleanup);

const citation = (index: number, supported: boolean): ChatCitation => ({
  index,
  document_id: 'document_1',
  chunk_id: `chunk_${index}`,
  title: `Handbook ${index}`,
  quote: 'Ten days',
  locator: { start: 0, end: 8 },
  supported,
});

function draw(change: Partial<ChatMessage>) {
  const opened: ChatCitation[] = [];
  const message: ChatMessage = {
    ...newMessage('assistant', 'a', '2026-11-22T10:00:00Z'),
    id: 'message_1',
    status: 'complete',
    ...change,
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AssistantMessage
        message={message}
        agent={{ name: 'Guide', icon: '🧭' }}
        onCitation={(one) => opened.push(one)}
        onRated={() => undefined}
        onDecided={() => undefined}
      />
    </QueryClientProvider>,
  );
  return { opened };
}

const text = (value: string) => [{ kind: 'text' as const, id: 'part-1', text: value }];

describe('an answer', () => {
  it('opens the passage behind a mark and says which are not supported', async () => {
    const { opened } = draw({
      blocks: text('Ten days [1] or twelve [2], maybe [7].'),
      citations: [citation(1, true), citation(2, false)],
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Source 1: Handbook 1' }));
    expect(opened.map(({ chunk_id }) => chunk_id)).toEqual(['chunk_1']);
    expect(screen.getByRole('button', { name: /^Source 2: Handbook 2\. Not supported$/ })).toBeDefined();
    // A number without a passage stays text.
    expect(screen.queryByRole('button', { name: /Source 7/ })).toBeNull();
    expect(screen.getByRole('article').textContent).toContain('[7]');
    expect(within(screen.getByRole('region', { name: 'Sources' })).getAllByRole('button')).toHaveLength(2);
  });

  it('shows what a call was asked and answered, and that it waits for an approval', async () => {
    draw({
      status: 'waiting',
      blocks: [
        {
          kind: 'tool',
          id: 'call_1',
          name: 'send_mail',
          input: { to: 'a@example.test' },
          output: undefined,
          status: 'waiting_approval',
          error: null,
          durationMs: null,
          seenAt: null,
          approval: { id: 'approval_1', reason: 'It sends mail.', decision: 'pending' },
        },
      ],
    });
    expect(screen.getByText('Waiting for someone to approve the next step')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: /send_mail/ }));
    expect(screen.getByText(/a@example\.test/)).toBeDefined();
  });

  it('tells a guardrail once, in its own words, and is silent when nothing was changed', () => {
    const verdict = { stage: 'output' as const, rule: 'pii', detail: 'A card number was hidden.', spans: [] };
    draw({
      blocks: text('Done'),
      guardrails: [
        { ...verdict, action: 'mask' },
        { ...verdict, action: 'mask' },
        { ...verdict, action: 'allow', detail: 'Nothing found.' },
      ],
    });
    const notices = within(screen.getByRole('list', { name: 'What the guardrails did' })).getAllByRole('listitem');
    expect(notices.map(({ textContent }) => textContent)).toEqual(['Hidden: A card number was hidden.']);
  });

  it('keeps a failed answer’s text and says why it ended', () => {
    draw({ status: 'failed', error: 'The model stopped answering.', blocks: text('Half an ans') });
    expect(screen.getByText('The model stopped answering.')).toBeDefined();
    expect(screen.getByRole('article').textContent).toContain('Half an ans');
  });
});
