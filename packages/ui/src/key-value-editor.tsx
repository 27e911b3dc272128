import { Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.tsx';
import { useFieldGroup } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import { Input } from './input.tsx';
import { useUiStrings } from './ui-provider.tsx';

export type KeyValues = Readonly<Record<string, string>>;

export interface KeyValueEditorProps {
  value: KeyValues;
  /** Rows without a name and repeated names are left out. */
  onValueChange: (value: Record<string, string>) => void;
  keyPlaceholder?: string;
  valuePlaceholder?: string;
  addLabel?: string;
  disabled?: boolean | undefined;
}

interface Row {
  id: number;
  key: string;
  value: string;
}

function toRecord(rows: readonly Row[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const row of rows) {
    const key = row.key.trim();
    if (key !== '' && !Object.hasOwn(record, key)) record[key] = row.value;
  }
  return record;
}

function same(left: KeyValues, right: KeyValues): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}

/** Rows stay as typed (half-written, twice) while the parent only sees what is complete. */
function useRows(value: KeyValues, onValueChange: KeyValueEditorProps['onValueChange']) {
  const counter = useRef(0);
  const fromRecord = (record: KeyValues): Row[] =>
    Object.entries(record).map(([key, text]) => ({ id: counter.current++, key, value: text }));
  const [rows, setRows] = useState<Row[]>(() => fromRecord(value));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a value from outside may replace the rows
  useEffect(() => {
    if (!same(toRecord(rows), value)) setRows(fromRecord(value));
  }, [value]);
  const change = (next: Row[]) => {
    setRows(next);
    const record = toRecord(next);
    if (!same(record, value)) onValueChange(record);
  };
  return {
    rows,
    add: () => setRows([...rows, { id: counter.current++, key: '', value: '' }]),
    edit: (id: number, part: Partial<Row>) => change(rows.map((row) => (row.id === id ? { ...row, ...part } : row))),
    remove: (id: number) => change(rows.filter((row) => row.id !== id)),
  };
}

/** Names with values: headers, options. */
export function KeyValueEditor(props: KeyValueEditorProps): ReactNode {
  const { value, onValueChange, keyPlaceholder, valuePlaceholder, addLabel, disabled = false } = props;
  const strings = useUiStrings();
  const group = useFieldGroup();
  const { rows, add, edit, remove } = useRows(value, onValueChange);
  const isRepeated = (row: Row) => {
    const first = rows.find((other) => other.key.trim() === row.key.trim());
    return row.key.trim() !== '' && first?.id !== row.id;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by the field's label
    <div
      role="group"
      aria-labelledby={group['aria-labelledby']}
      aria-describedby={group['aria-describedby']}
      className="flex flex-col gap-2"
    >
      {rows.map((row) => {
        const repeated = isRepeated(row);
        return (
          <div key={row.id}>
            <div className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[2fr_3fr_auto]">
              <Input
                mono
                id={`${group.id ?? ''}-${row.id}-key`}
                aria-label={strings.key}
                placeholder={keyPlaceholder ?? strings.key}
                value={row.key}
                disabled={disabled}
                aria-invalid={repeated || undefined}
                onChange={(event) => edit(row.id, { key: event.target.value })}
              />
              <Input
                mono
                id={`${group.id ?? ''}-${row.id}-value`}
                aria-label={`${strings.value} ${row.key}`}
                placeholder={valuePlaceholder ?? strings.value}
                value={row.value}
                disabled={disabled}
                onChange={(event) => edit(row.id, { value: event.target.value })}
                className="max-sm:order-last max-sm:col-span-2"
              />
              <IconButton
                icon={X}
                label={`${strings.remove} ${row.key}`}
                tooltip={false}
                disabled={disabled}
                onClick={() => remove(row.id)}
              />
            </div>
            {repeated && (
              <p role="alert" className="mt-1 text-[0.8125rem] text-danger-text">
                {strings.duplicateKey}
              </p>
            )}
          </div>
        );
      })}
      <Button
        variant="outline"
        size="sm"
        icon={Plus}
        disabled={disabled}
        onClick={add}
        className={classNames('self-start')}
      >
        {addLabel ?? strings.add}
      </Button>
    </div>
  );
}
