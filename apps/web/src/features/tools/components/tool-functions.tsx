import type { Tool } from '@agentforge/contracts/tools/schemas';
import { Card } from '@agentforge/ui/card';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Disclosure } from '@agentforge/ui/disclosure';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RiskBadge } from '../../../shared/tool-form/risk-badge.tsx';
import { hasInputs } from '../../../shared/tool-form/test-inputs.ts';

/** What a model is offered, word for word. */
export function ToolFunctions({ functions }: { functions: Tool['functions'] }): ReactNode {
  const { t } = useTranslation('tools');
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">{t('edit.functionsText')}</p>
      {functions.map((each) => (
        <Card key={each.name} padding="sm" variant="bordered" className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <code className="font-mono text-[0.8125rem] font-medium">{each.name}</code>
            <RiskBadge risk={each.risk} />
          </div>
          <p className="text-sm text-muted">{each.description}</p>
          {hasInputs(each.parameters) ? (
            <Disclosure title={t('edit.inputs')}>
              <CodeBlock code={JSON.stringify(each.parameters, null, 2)} wrap />
            </Disclosure>
          ) : (
            <p className="text-[0.8125rem] text-subtle">{t('edit.noParameters')}</p>
          )}
        </Card>
      ))}
    </div>
  );
}
