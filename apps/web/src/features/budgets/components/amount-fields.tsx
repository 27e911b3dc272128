import { Alert } from '@agentforge/ui/alert';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AmountKind } from '../../../shared/budgets/amounts.ts';
import { kindsOf, type LimitDraft, type Problem } from '../limit-draft.ts';

export type AmountMessages = Partial<Record<AmountKind | 'all', Problem>>;

export interface AmountFieldsProps {
  draft: LimitDraft;
  messages: AmountMessages;
  onChange: (part: Partial<LimitDraft>) => void;
}

/** How much of what; what is left empty is not limited. */
export function AmountFields({ draft, messages, onChange }: AmountFieldsProps): ReactNode {
  const { t } = useTranslation('budgets');
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="float-start w-full text-sm font-semibold">{t('amountsTitle')}</legend>
      <p className="-mt-3 text-[0.8125rem] text-muted">{t('amountsHint')}</p>
      {messages.all && <Alert tone="danger">{t(`problem.${messages.all}`)}</Alert>}
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        {kindsOf(draft.scope).map((kind) => {
          const problem = messages[kind];
          return (
            <Field
              key={kind}
              label={t(`amounts.${kind}`)}
              hint={t(`hints.${kind}`)}
              error={problem && t(`problem.${problem}`)}
            >
              <Input
                inputMode={kind === 'cost' ? 'decimal' : 'numeric'}
                value={draft.amounts[kind]}
                placeholder={t('unlimited')}
                onChange={(event) => onChange({ amounts: { ...draft.amounts, [kind]: event.target.value } })}
              />
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}
