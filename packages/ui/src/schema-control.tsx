import { type ReactNode, useState } from 'react';
import { Combobox } from './combobox.tsx';
import { Input } from './input.tsx';
import { KeyValueEditor } from './key-value-editor.tsx';
import { MultiSelect } from './multi-select.tsx';
import { ParametersEditor } from './parameters-editor.tsx';
import type { SchemaRowProps } from './schema-form.tsx';
import { humanize, isRecord, type SchemaField } from './schema-model.tsx';
import { SecretInput } from './secret-input.tsx';
import { Select } from './select.tsx';
import { TagInput } from './tag-input.tsx';
import { Textarea } from './textarea.tsx';
import { useUiStrings } from './ui-provider.tsx';

type Draw = (props: SchemaRowProps) => ReactNode;

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);
const asTexts = (value: unknown): string[] => (Array.isArray(value) ? value.map(asText) : []);
const asOptions = (field: SchemaField) => field.options.map((option) => ({ value: option, label: humanize(option) }));

function asKeyValues(value: unknown): Record<string, string> {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asText(entry)])) : {};
}

function textBox(type: 'text' | 'url'): Draw {
  return ({ field, value, onChange, disabled }) => (
    <Input
      type={type}
      value={asText(value)}
      placeholder={field.placeholder}
      maxLength={field.maxLength}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const controls: Record<Exclude<SchemaField['kind'], 'switch' | 'group'>, Draw> = {
  text: textBox('text'),
  url: textBox('url'),
  textarea: ({ field, value, onChange, disabled }) => (
    <Textarea
      autoGrow
      rows={3}
      value={asText(value)}
      placeholder={field.placeholder}
      maxLength={field.maxLength}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    />
  ),
  secret: ({ field, value, onChange, disabled }) => (
    <SecretInput value={asText(value)} onValueChange={onChange} placeholder={field.placeholder} disabled={disabled} />
  ),
  number: ({ field, value, onChange, disabled }) => (
    <Input
      type="number"
      inputMode={field.integer ? 'numeric' : 'decimal'}
      dir="ltr"
      min={field.minimum}
      max={field.maximum}
      step={field.integer ? 1 : 'any'}
      value={asText(value)}
      placeholder={field.placeholder}
      disabled={disabled}
      onChange={(event) => onChange(Number.isNaN(event.target.valueAsNumber) ? undefined : event.target.valueAsNumber)}
      className="max-w-48"
    />
  ),
  select: ({ field, ...props }) => <ChoiceBox {...props} field={field} />,
  choices: ({ field, value, onChange, disabled }) => (
    <MultiSelect
      options={asOptions(field)}
      values={asTexts(value)}
      onValuesChange={onChange}
      placeholder={field.placeholder}
      disabled={disabled}
    />
  ),
  tags: ({ field, value, onChange, disabled }) => (
    <TagInput values={asTexts(value)} onValuesChange={onChange} placeholder={field.placeholder} disabled={disabled} />
  ),
  'key-values': ({ value, onChange, disabled }) => (
    <KeyValueEditor value={asKeyValues(value)} onValueChange={onChange} disabled={disabled} />
  ),
  parameters: ({ field, value, onChange, nestedErrors, disabled }) => (
    <ParametersEditor
      columns={field.fields}
      value={value}
      onValueChange={onChange}
      errors={nestedErrors}
      disabled={disabled}
    />
  ),
  json: (props) => <JsonBox {...props} />,
};

/** The control for one kind of field. */
export function SchemaControl(props: SchemaRowProps): ReactNode {
  const { kind } = props.field;
  return kind === 'switch' || kind === 'group' ? null : controls[kind](props);
}

function ChoiceBox({ field, value, onChange, disabled }: SchemaRowProps): ReactNode {
  const shared = {
    options: asOptions(field),
    value: asText(value),
    onValueChange: onChange,
    placeholder: field.placeholder,
    disabled,
  };
  return field.options.length > 15 ? <Combobox {...shared} /> : <Select {...shared} />;
}

/** For shapes without a control of their own: the text is kept while it does not parse. */
function JsonBox({ value, onChange, disabled, field }: SchemaRowProps): ReactNode {
  const strings = useUiStrings();
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [broken, setBroken] = useState(false);
  const change = (next: string) => {
    setText(next);
    try {
      onChange(next.trim() === '' ? undefined : JSON.parse(next));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <>
      <Textarea
        mono
        autoGrow
        rows={4}
        dir="ltr"
        value={text}
        placeholder={field.placeholder}
        disabled={disabled}
        aria-invalid={broken || undefined}
        onChange={(event) => change(event.target.value)}
      />
      {broken && (
        <p role="alert" className="text-[0.8125rem] text-danger-text">
          {strings.invalidJson}
        </p>
      )}
    </>
  );
}
