import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Checkbox } from './checkbox.tsx';
import { Field, useFieldGroup } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import { Input } from './input.tsx';
import { humanize, isRecord, type SchemaField } from './schema-model.tsx';
import { errorsBelow } from './schema-values.tsx';
import { Select } from './select.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface ParameterRow {
  name: string;
  description: string;
  data_type: string;
  required: boolean;
  location?: string;
}

export interface ParametersEditorProps {
  /** The columns the row schema knows; choices of type and place come from it. */
  columns: readonly SchemaField[];
  /** `ParameterRow[]`; anything else counts as empty. */
  value: unknown;
  onValueChange: (rows: ParameterRow[]) => void;
  /** By dotted path below the list: `0.name`. */
  errors?: Readonly<Record<string, string>> | undefined;
  disabled?: boolean | undefined;
}

const textOf = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);
const defaultTypes = ['string', 'number', 'integer', 'boolean', 'array', 'object'];

function choicesOf(columns: readonly SchemaField[], name: string, fallback: readonly string[]): readonly string[] {
  const options = columns.find((column) => column.name === name)?.options ?? [];
  return options.length > 0 ? options : fallback;
}

function rowsOf(value: unknown, types: readonly string[], places: readonly string[]): ParameterRow[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((row) => ({
    ...row,
    name: textOf(row['name'], ''),
    description: textOf(row['description'], ''),
    data_type: textOf(row['data_type'], types[0] ?? 'string'),
    required: row['required'] === true,
    ...(places.length > 0 ? { location: textOf(row['location'], places[0] ?? 'query') } : {}),
  }));
}

/** What a model fills in when it calls a tool: one row per input. */
export function ParametersEditor({
  columns,
  value,
  onValueChange,
  errors = {},
  disabled = false,
}: ParametersEditorProps): ReactNode {
  const strings = useUiStrings();
  const group = useFieldGroup();
  const types = choicesOf(columns, 'data_type', defaultTypes);
  const places = choicesOf(columns, 'location', []);
  const rows = rowsOf(value, types, places);
  const edit = (position: number, part: Partial<ParameterRow>) =>
    onValueChange(rows.map((row, at) => (at === position ? { ...row, ...part } : row)));
  const add = () => {
    const place = places.includes('query') ? 'query' : places[0];
    onValueChange([
      ...rows,
      {
        name: '',
        description: '',
        data_type: types[0] ?? 'string',
        required: true,
        ...(place ? { location: place } : {}),
      },
    ]);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by the field's label
    <div
      role="group"
      aria-labelledby={group['aria-labelledby']}
      aria-describedby={group['aria-describedby']}
      className="flex flex-col gap-3"
    >
      {rows.length === 0 && (
        <p className="rounded-lg border border-dashed border-line-strong px-4 py-3 text-sm text-subtle">
          {strings.parameterNone}
        </p>
      )}
      {rows.map((row, position) => (
        <ParameterCard
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={position}
          {...{ row, types, places, disabled }}
          errors={errorsBelow(errors, String(position))}
          onEdit={(part) => edit(position, part)}
          onRemove={() => onValueChange(rows.filter((_, at) => at !== position))}
        />
      ))}
      <Button variant="outline" size="sm" icon={Plus} disabled={disabled} onClick={add} className="self-start">
        {strings.parameterAdd}
      </Button>
    </div>
  );
}

interface ParameterCardProps {
  row: ParameterRow;
  types: readonly string[];
  places: readonly string[];
  errors: Readonly<Record<string, string>>;
  disabled: boolean;
  onEdit: (part: Partial<ParameterRow>) => void;
  onRemove: () => void;
}

function ParameterCard({ row, types, places, errors, disabled, onEdit, onRemove }: ParameterCardProps): ReactNode {
  const strings = useUiStrings();
  const options = (names: readonly string[]) => names.map((name) => ({ value: name, label: humanize(name) }));
  return (
    <div className="grid gap-3 rounded-xl border border-line bg-sunken/50 p-3 sm:grid-cols-12">
      <Field label={strings.parameterName} error={errors['name']} className="sm:col-span-5">
        <Input mono value={row.name} disabled={disabled} onChange={(event) => onEdit({ name: event.target.value })} />
      </Field>
      <Field
        label={strings.parameterType}
        error={errors['data_type']}
        className={places.length > 0 ? 'sm:col-span-3' : 'sm:col-span-7'}
      >
        <Select
          options={options(types)}
          value={row.data_type}
          disabled={disabled}
          onValueChange={(data_type) => onEdit({ data_type })}
        />
      </Field>
      {places.length > 0 && (
        <Field label={strings.parameterLocation} error={errors['location']} className="sm:col-span-4">
          <Select
            options={options(places)}
            value={row.location}
            disabled={disabled}
            onValueChange={(location) => onEdit({ location })}
          />
        </Field>
      )}
      <Field label={strings.parameterDescription} error={errors['description']} className="sm:col-span-12">
        <Input
          value={row.description}
          disabled={disabled}
          onChange={(event) => onEdit({ description: event.target.value })}
        />
      </Field>
      <div className="flex items-center justify-between sm:col-span-12">
        <Checkbox
          label={strings.parameterRequired}
          checked={row.required}
          disabled={disabled}
          onCheckedChange={(required) => onEdit({ required })}
        />
        <IconButton
          icon={Trash2}
          label={`${strings.remove} ${row.name}`}
          size="sm"
          tooltip={false}
          disabled={disabled}
          onClick={onRemove}
        />
      </div>
    </div>
  );
}
