import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { Field } from '@agentforge/ui/field';
import { Textarea } from '@agentforge/ui/textarea';
import { ArrowRight, Sparkles } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortestGoal } from './use-drafting.tsx';

const examples = ['support', 'policies', 'orders', 'research', 'leads', 'it'] as const;

export interface GoalPromptProps {
  initialGoal?: string;
  notice?: ReactNode;
  onDraft: (goal: string) => void;
  /** Leaves the draft out and starts with an empty agent. */
  onBlank?: ((goal: string) => void) | undefined;
  blankLoading?: boolean;
}

/** "Describe what you need": a box, a button, and examples that fill it. */
export function GoalPrompt({ initialGoal = '', notice, onDraft, onBlank, blankLoading }: GoalPromptProps): ReactNode {
  const { t } = useTranslation('agents');
  const [goal, setGoal] = useState(initialGoal);
  const [tried, setTried] = useState(false);
  const short = goal.trim().length < shortestGoal;
  const submit = () => {
    setTried(true);
    if (!short) onDraft(goal);
  };
  return (
    <div className="flex flex-col gap-6">
      <Card variant="elevated">
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Field
            label={t('goal.describe')}
            hint={t('goal.describeHint')}
            error={tried && short ? t('goal.tooShort', { count: shortestGoal }) : undefined}
          >
            <Textarea
              rows={4}
              autoGrow
              maxRows={14}
              maxLength={4000}
              value={goal}
              placeholder={t('goal.placeholder')}
              onChange={(event) => setGoal(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit();
              }}
              className="text-base"
            />
          </Field>
          {notice}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" icon={Sparkles}>
              {t('goal.draft')}
            </Button>
            {onBlank && (
              <Button variant="ghost" iconEnd={ArrowRight} loading={blankLoading} onClick={() => onBlank(goal)}>
                {t('goal.blank')}
              </Button>
            )}
          </div>
        </form>
      </Card>
      <section>
        <h2 className="mb-3 text-sm font-medium text-muted">{t('goal.examples')}</h2>
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {examples.map((example) => (
            <li key={example} className="contents">
              <button
                type="button"
                onClick={() => setGoal(t(`example.${example}.goal`))}
                className="flex items-start gap-3 rounded-xl border border-line bg-surface p-4 text-start shadow-card transition-colors hover:border-control hover:bg-hover"
              >
                <span aria-hidden className="text-2xl leading-none">
                  {t(`example.${example}.icon`)}
                </span>
                <span className="min-w-0">
                  <span className="block text-sm font-medium">{t(`example.${example}.title`)}</span>
                  <span className="mt-1 line-clamp-3 block text-[0.8125rem] text-muted">
                    {t(`example.${example}.goal`)}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
