import type { KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { CopyButton } from '@agentforge/ui/copy-button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Field } from '@agentforge/ui/field';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Textarea } from '@agentforge/ui/textarea';
import { MessageCircleQuestion } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatCitation } from '../../../shared/chat/chat-state.ts';
import { CitationContext } from '../../../shared/chat/citation-context.ts';
import { CitationDrawer } from '../../../shared/chat/citation-drawer.tsx';
import { MarkdownText } from '../../../shared/chat/markdown-text.tsx';
import { SourceList } from '../../../shared/chat/source-list.tsx';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useAskKnowledge } from '../api/search.ts';

/** A question answered from this knowledge base alone. */
export function AskTab({ base }: { base: KnowledgeBase }): ReactNode {
  const { t } = useTranslation('knowledge');
  const ask = useAskKnowledge(base.id);
  const [question, setQuestion] = useState('');
  const run = () => question.trim() !== '' && !ask.isPending && ask.mutate(question.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    run();
  };
  return (
    <div className="flex max-w-4xl flex-col gap-5">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('ask.question')}>
          <Textarea
            rows={2}
            autoGrow
            dir="auto"
            maxLength={4000}
            value={question}
            placeholder={t('ask.placeholder')}
            onChange={(event) => setQuestion(event.target.value)}
            onKeyDown={keys}
          />
        </Field>
        <Button type="submit" loading={ask.isPending} disabled={question.trim() === ''} className="self-start">
          {t('ask.submit')}
        </Button>
      </form>
      {ask.isPending && <SkeletonText lines={5} />}
      {ask.error && <ErrorNotice error={ask.error} onRetry={run} />}
      {ask.data && !ask.isPending && <Answer {...ask.data} />}
      {ask.isIdle && <EmptyState icon={MessageCircleQuestion} title={t('ask.idleTitle')} text={t('ask.idleText')} />}
    </div>
  );
}

interface AnswerProps {
  answer: string;
  citations: readonly ChatCitation[];
  model: string;
}

function Answer({ answer, citations, model }: AnswerProps): ReactNode {
  const { t } = useTranslation('knowledge');
  const [citation, setCitation] = useState<ChatCitation>();
  const access = useMemo(() => ({ citations, open: setCitation }), [citations]);
  return (
    <Card>
      <section aria-label={t('ask.answer')} aria-live="polite">
        <CitationContext value={access}>
          <MarkdownText text={answer} />
        </CitationContext>
        <SourceList citations={citations} onOpen={setCitation} />
        <div className="mt-4 flex items-center gap-2 border-t border-line pt-3">
          <CopyButton value={answer} />
          <Badge>{model}</Badge>
        </div>
      </section>
      <CitationDrawer citation={citation} onClose={() => setCitation(undefined)} />
    </Card>
  );
}
