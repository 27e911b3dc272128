import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { SchemaForm } from '@agentforge/ui/schema-form';
import { schemaDefaults, schemaValueToSend } from '@agentforge/ui/schema-values';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ToolDraft, useCreateTool, useToolTypes } from '../../../../shared/tool-form/tool-queries.ts';
import {
  accessOf,
  accessSchemaOf,
  createAll,
  draftsOf,
  type ImportProgress,
  type Operation,
} from '../../state/openapi.ts';
import { ImportResult } from './import-result.tsx';
import { OperationList } from './operation-list.tsx';

export interface ImportOperationsProps {
  document: { title: string; operations: Operation[] };
  onStartOver: () => void;
}

export function ImportOperations({ document, onStartOver }: ImportOperationsProps): ReactNode {
  const { t } = useTranslation('tools');
  const { operations } = document;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(operations.keys()));
  const [prefix, setPrefix] = useState('');
  const access = useAccess(operations);
  const run = useImportRun();
  const picked = operations.filter((_, position) => chosen.has(position));
  if (run.total > 0) {
    return <ImportResult {...run} onAgain={onStartOver} />;
  }
  return (
    <>
      <Card>
        <CardHeader
          title={t('import.choose')}
          description={t('import.found', { count: operations.length, title: document.title })}
          actions={
            <Button size="sm" variant="ghost" onClick={onStartOver}>
              {t('import.startOver')}
            </Button>
          }
        />
        <OperationList operations={operations} chosen={chosen} onChosenChange={setChosen} />
      </Card>
      <Card>
        <CardHeader title={t('import.access')} description={t('import.accessText')} />
        <div className="flex flex-col gap-5">
          <SchemaForm schema={access.schema} value={access.value} onChange={access.change} />
          <Field label={t('import.prefix')} hint={t('import.prefixHint')}>
            <Input value={prefix} maxLength={40} onChange={(event) => setPrefix(event.target.value)} />
          </Field>
        </div>
      </Card>
      <Button
        size="lg"
        disabled={picked.length === 0}
        onClick={() => run.start(draftsOf(picked, { prefix, access: access.sent }))}
        className="self-start"
      >
        {t('import.create', { count: picked.length })}
      </Button>
    </>
  );
}

/** One form of signing in for all tools, begun with what the document says. */
function useAccess(operations: readonly Operation[]) {
  const types = useToolTypes();
  const api = types.data?.find(({ type }) => type === 'api');
  const schema = useMemo(() => accessSchemaOf(api?.config_schema ?? {}), [api]);
  const [edited, change] = useState<Record<string, unknown>>();
  const value = edited ?? { ...schemaDefaults(schema), ...accessOf(operations) };
  return { schema, value, change, sent: schemaValueToSend(schema, value) };
}

export interface ImportRun extends ImportProgress {
  /** 0 until it is started. */
  total: number;
  running: boolean;
  start: (drafts: readonly ToolDraft[]) => void;
}

function useImportRun(): ImportRun {
  const create = useCreateTool();
  const [total, setTotal] = useState(0);
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<ImportProgress>({ done: 0, failed: [] });
  const start = (drafts: readonly ToolDraft[]) => {
    const before = progress.done;
    setTotal(before + drafts.length);
    setRunning(true);
    setProgress({ done: before, failed: [] });
    void createAll(drafts, create.mutateAsync, ({ done, failed }) =>
      setProgress({ done: before + done, failed }),
    ).finally(() => setRunning(false));
  };
  return { ...progress, total, running, start };
}
