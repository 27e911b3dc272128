import { Alert } from '@agentforge/ui/alert';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Field } from '@agentforge/ui/field';
import { SchemaForm } from '@agentforge/ui/schema-form';
import { schemaDefaults, schemaValueToSend } from '@agentforge/ui/schema-values';
import { Select } from '@agentforge/ui/select';
import { Textarea } from '@agentforge/ui/textarea';
import { CircleCheck, Play } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../error-notice.tsx';
import { useFormat } from '../format.ts';
import { draftSchemaOf, hasInputs, parseParameters, withPlainTitles } from './test-inputs.ts';
import { type ToolDraft, type ToolTestResult, useTestTool } from './tool-queries.ts';

export interface TestFunction {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

export interface ToolTestPanelProps {
  /** A saved tool; without it the draft is called before it is saved. */
  toolId?: string | undefined;
  draft: ToolDraft;
  functions?: readonly TestFunction[];
}

function schemaFor(selected: TestFunction | undefined, draft: ToolDraft): Record<string, unknown> | undefined {
  return selected ? withPlainTitles(selected.parameters) : draftSchemaOf(draft.config);
}

/** Calls a tool once with own parameters and shows what a model would get back. */
export function ToolTestPanel({ toolId, draft, functions = [] }: ToolTestPanelProps): ReactNode {
  const { t } = useTranslation('tools');
  const [chosen, setChosen] = useState<string>();
  const selected = functions.find((each) => each.name === chosen) ?? functions[0];
  const schema = useMemo(() => schemaFor(selected, draft), [selected, draft]);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [json, setJson] = useState('');
  const test = useTestTool();
  const parameters = schema
    ? schemaValueToSend(schema, { ...schemaDefaults(schema), ...values })
    : parseParameters(json);
  const choose = (name: string) => {
    setChosen(name);
    setValues({});
    test.reset();
  };
  const run = () => {
    const name = functions.length > 1 ? selected?.name : undefined;
    if (parameters) test.mutate({ toolId, draft, function: name, parameters });
  };
  return (
    <div className="flex flex-col gap-5">
      {functions.length > 1 && (
        <Field label={t('test.function')} hint={selected?.description}>
          <Select
            options={functions.map(({ name }) => ({ value: name, label: name }))}
            value={selected?.name}
            onValueChange={choose}
          />
        </Field>
      )}
      {schema ? (
        <SchemaInputs schema={schema} values={values} onValuesChange={setValues} />
      ) : (
        <JsonInput json={json} onJsonChange={setJson} valid={parameters !== undefined} />
      )}
      <Button
        variant="secondary"
        icon={Play}
        loading={test.isPending}
        disabled={!parameters}
        onClick={run}
        className="self-start"
      >
        {test.isPending ? t('test.running') : t('test.run')}
      </Button>
      <div aria-live="polite" className="empty:hidden">
        {!test.isPending && <TestOutcome error={test.error} result={test.data} onRetry={run} />}
      </div>
    </div>
  );
}

interface SchemaInputsProps {
  schema: Record<string, unknown>;
  values: Record<string, unknown>;
  onValuesChange: (values: Record<string, unknown>) => void;
}

function SchemaInputs({ schema, values, onValuesChange }: SchemaInputsProps): ReactNode {
  const { t } = useTranslation('tools');
  if (!hasInputs(schema)) return <p className="text-sm text-muted">{t('test.noInputs')}</p>;
  return <SchemaForm schema={schema} value={values} onChange={onValuesChange} />;
}

interface JsonInputProps {
  json: string;
  onJsonChange: (json: string) => void;
  valid: boolean;
}

function JsonInput({ json, onJsonChange, valid }: JsonInputProps): ReactNode {
  const { t } = useTranslation('tools');
  return (
    <Field label={t('test.json')} hint={t('test.jsonHint')} error={valid ? undefined : t('test.jsonInvalid')}>
      <Textarea mono rows={4} dir="ltr" value={json} onChange={(event) => onJsonChange(event.target.value)} />
    </Field>
  );
}

interface TestOutcomeProps {
  error: unknown;
  result: ToolTestResult | undefined;
  onRetry: () => void;
}

function TestOutcome({ error, result, onRetry }: TestOutcomeProps): ReactNode {
  if (error) return <ErrorNotice error={error} onRetry={onRetry} />;
  return result && <TestResult result={result} />;
}

function TestResult({ result }: { result: ToolTestResult }): ReactNode {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const hasResult = result.result !== undefined && result.result !== null;
  return (
    <div className="flex flex-col gap-3">
      {result.ok ? (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <Badge tone="success" icon={CircleCheck}>
            {t('test.ok')}
          </Badge>
          <span className="text-muted">{t('test.took', { duration: format.duration(result.duration_ms) })}</span>
        </p>
      ) : (
        <Alert tone="danger" title={t('test.failed', { duration: format.duration(result.duration_ms) })}>
          {result.error ?? t('test.failedText')}
        </Alert>
      )}
      {hasResult && <CodeBlock title={t('test.result')} code={JSON.stringify(result.result, null, 2)} wrap />}
    </div>
  );
}
