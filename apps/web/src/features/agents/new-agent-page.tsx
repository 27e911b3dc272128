import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { z } from 'zod';
import { useShowError } from '../../shared/error-notice.tsx';
import { Page } from '../../shared/page.tsx';
import { useCreateAgent } from './api/agent-mutations.ts';
import { DraftReview } from './components/new/draft-review.tsx';
import { DraftingProgress } from './components/new/drafting-progress.tsx';
import { GoalPrompt } from './components/new/goal-prompt.tsx';
import { useDrafting } from './components/new/use-drafting.tsx';

const handedOver = z.object({ goal: z.string().default(''), start: z.boolean().default(false) });

/** A goal typed on the page before; `start` means that drafting was asked for there. */
function wishOf(state: unknown): z.output<typeof handedOver> {
  const parsed = handedOver.safeParse(state);
  return parsed.success ? parsed.data : { goal: '', start: false };
}

/** From one sentence to a draft, or straight to an empty agent. */
export function NewAgentPage(): ReactNode {
  const { t } = useTranslation('agents');
  const location = useLocation();
  const navigate = useNavigate();
  const showError = useShowError();
  const [wish] = useState(() => wishOf(location.state));
  const [goal, setGoal] = useState(wish.goal);
  const drafting = useDrafting();
  const create = useCreateAgent();
  const start = (text: string) => {
    setGoal(text);
    drafting.start(text);
  };
  const begun = useRef(false);
  useEffect(() => {
    if (!wish.start || begun.current) return;
    begun.current = true;
    drafting.start(wish.goal);
    // A reload of this page shall not draft again.
    void navigate('.', { replace: true, state: { goal: wish.goal } });
  }, [wish, drafting, navigate]);
  const blank = (text: string) => {
    setGoal(text);
    create.mutate(
      { name: t('new.blankName'), goal: text.trim() },
      { onSuccess: ({ id }) => void navigate(`/agents/${id}/edit?step=basics`, { replace: true }), onError: showError },
    );
  };
  return (
    <Page
      title={t('new.title')}
      description={t('new.text')}
      breadcrumbs={[{ label: t('hub.title'), href: '/agents' }, { label: t('new.title') }]}
    >
      {drafting.running && <DraftingProgress onCancel={drafting.cancel} />}
      {!drafting.running && drafting.result && (
        <DraftReview
          result={drafting.result}
          creating={create.isPending}
          error={create.error}
          onBack={drafting.reset}
          onCreate={(definition, notes) =>
            create.mutate(definition, {
              onSuccess: ({ id }) =>
                void navigate(`/agents/${id}/edit?step=basics`, { replace: true, state: { notes } }),
            })
          }
        />
      )}
      {!drafting.running && !drafting.result && (
        <GoalPrompt
          initialGoal={goal}
          notice={drafting.notice}
          onDraft={start}
          onBlank={blank}
          blankLoading={create.isPending}
        />
      )}
    </Page>
  );
}
