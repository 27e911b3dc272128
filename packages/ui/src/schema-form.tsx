import { type ReactNode, useId, useMemo } from 'react';
import { Disclosure } from './disclosure.tsx';
import { Field } from './field.tsx';
import { SchemaControl } from './schema-control.tsx';
import { readSchema, type SchemaField } from './schema-model.tsx';
import { errorsBelow, initialOf, isVisible, type SchemaValue } from './schema-values.tsx';
import { Switch } from './switch.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface SchemaFormProps {
  /** The JSON Schema of a plug-in's config with its form hints, as `GET /tool-types` sends it. */
  schema: unknown;
  /** Start a new form with `schemaDefaults(schema)`; send `schemaValueToSend(schema, value)`. */
  value: SchemaValue;
  onChange: (value: Record<string, unknown>) => void;
  /** Messages by dotted path (`input_parameters.0.name`); see `errorsByPath`. */
  errors?: Readonly<Record<string, string>> | undefined;
  disabled?: boolean | undefined;
  /** Names of fields to leave out, for example those drawn elsewhere. */
  omit?: readonly string[];
}

/** Draws the form of any plug-in from its config schema. */
export function SchemaForm({ schema, omit, ...rest }: SchemaFormProps): ReactNode {
  const fields = useMemo(() => readSchema(schema), [schema]);
  const shown = omit ? fields.filter((field) => !omit.includes(field.name)) : fields;
  return <SchemaFields {...rest} fields={shown} all={fields} />;
}

interface SchemaFieldsProps extends Omit<SchemaFormProps, 'schema' | 'omit'> {
  fields: readonly SchemaField[];
  all: readonly SchemaField[];
}

function SchemaFields({ fields, all, value, onChange, errors = {}, disabled }: SchemaFieldsProps): ReactNode {
  const strings = useUiStrings();
  const prefix = useId();
  const visible = fields.filter((field) => isVisible(field, all, value));
  const advanced = visible.filter((field) => field.advanced);
  const hasError = (field: SchemaField) =>
    Object.keys(errors).some((path) => path === field.name || path.startsWith(`${field.name}.`));
  const draw = (field: SchemaField) => (
    <SchemaRow
      key={field.name}
      id={`${prefix}-${field.name}`}
      field={field}
      value={value[field.name] ?? initialOf(field)}
      onChange={(next) => onChange({ ...value, [field.name]: next })}
      error={errors[field.name]}
      nestedErrors={errorsBelow(errors, field.name)}
      disabled={disabled}
    />
  );
  const failed = advanced.some(hasError);
  return (
    <div className="flex flex-col gap-5">
      {visible.filter((field) => !field.advanced).map(draw)}
      {advanced.length > 0 && (
        <Disclosure key={String(failed)} title={strings.advanced} defaultOpen={failed}>
          <div className="flex flex-col gap-5">{advanced.map(draw)}</div>
        </Disclosure>
      )}
    </div>
  );
}

export interface SchemaRowProps {
  id: string;
  field: SchemaField;
  value: unknown;
  onChange: (value: unknown) => void;
  error: string | undefined;
  nestedErrors: Readonly<Record<string, string>>;
  disabled: boolean | undefined;
}

const groupKinds: ReadonlySet<SchemaField['kind']> = new Set(['key-values', 'parameters', 'group']);

function SchemaRow(props: SchemaRowProps): ReactNode {
  const { id, field, value, onChange, error, nestedErrors, disabled } = props;
  if (field.kind === 'switch') {
    return (
      <div>
        <Switch
          id={id}
          label={field.title}
          description={field.description}
          checked={value === true}
          onCheckedChange={onChange}
          disabled={disabled}
        />
        {error && (
          <p role="alert" className="text-[0.8125rem] text-danger-text">
            {error}
          </p>
        )}
      </div>
    );
  }
  return (
    <Field
      id={id}
      label={field.title}
      hint={field.description}
      error={
        error ?? (field.kind === 'group' || field.kind === 'parameters' ? undefined : Object.values(nestedErrors)[0])
      }
      required={field.required && field.kind !== 'group'}
      group={groupKinds.has(field.kind)}
    >
      {field.kind === 'group' ? (
        <div className="border-s-2 border-line ps-4">
          <SchemaFields
            fields={field.fields}
            all={field.fields}
            value={isSchemaValue(value) ? value : {}}
            onChange={onChange}
            errors={nestedErrors}
            disabled={disabled}
          />
        </div>
      ) : (
        <SchemaControl {...props} />
      )}
    </Field>
  );
}

function isSchemaValue(value: unknown): value is SchemaValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
