import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from './chat-state.ts';

/** What the guardrails did to this turn, in the server's own sentences. Silent where they let everything pass. */
export function GuardrailNotice({ verdicts }: { verdicts: readonly Verdict[] }): ReactNode {
  const { t } = useTranslation('chat');
  const told = verdicts.filter(({ action }) => action !== 'allow' && action !== 'abstain');
  const unique = [...new Map(told.map((verdict) => [`${verdict.action} ${verdict.detail}`, verdict])).values()];
  if (unique.length === 0) return null;
  return (
    <ul aria-label={t('guardrail.label')} className="my-3 flex flex-col gap-1.5">
      {unique.map((verdict) => (
        <li
          key={`${verdict.action} ${verdict.detail}`}
          className="flex items-start gap-2 rounded-lg border border-info-line bg-info-soft px-3 py-2 text-[0.8125rem] text-info-text"
        >
          <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            <span className="font-medium">{t(`guardrail.action.${actionOf(verdict)}`)}</span> {verdict.detail}
          </span>
        </li>
      ))}
    </ul>
  );
}

function actionOf({ action }: Verdict): 'mask' | 'block' | 'flag' | 'cut' {
  return action === 'allow' || action === 'abstain' ? 'flag' : action;
}
