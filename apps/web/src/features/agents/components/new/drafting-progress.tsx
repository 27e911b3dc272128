import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { classNames } from '@agentforge/ui/class-names';
import { Spinner } from '@agentforge/ui/spinner';
import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const stages = ['goal', 'tasks', 'tools', 'personality', 'guardrails', 'check'] as const;
const stageMilliseconds = 2200;

/** What a draft consists of, while it is written. The last stage stays until the answer is there. */
export function DraftingProgress({ onCancel }: { onCancel: () => void }): ReactNode {
  const { t } = useTranslation('agents');
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setStage((now) => Math.min(now + 1, stages.length - 1)), stageMilliseconds);
    return () => clearInterval(timer);
  }, []);
  return (
    <Card className="mx-auto flex w-full max-w-xl flex-col gap-5">
      <div>
        <h2 className="text-lg font-semibold">{t('drafting.title')}</h2>
        <p className="mt-1 text-sm text-muted">{t('drafting.text')}</p>
      </div>
      <ol className="flex flex-col gap-3">
        {stages.map((name, position) => (
          <li
            key={name}
            aria-current={position === stage ? 'step' : undefined}
            className={classNames(
              'flex items-center gap-3 text-sm transition-colors',
              position > stage && 'text-subtle',
              position === stage && 'font-medium',
            )}
          >
            <span className="grid size-6 place-items-center">
              {position < stage ? (
                <Check aria-hidden className="size-4 text-success-text" strokeWidth={3} />
              ) : position === stage ? (
                <Spinner label={null} />
              ) : (
                <span aria-hidden className="size-1.5 rounded-full bg-line-strong" />
              )}
            </span>
            {t(`drafting.stage.${name}`)}
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {t(`drafting.stage.${stages[stage] ?? 'check'}`)}
      </p>
      <Button variant="outline" onClick={onCancel} className="self-start">
        {t('drafting.cancel')}
      </Button>
    </Card>
  );
}
