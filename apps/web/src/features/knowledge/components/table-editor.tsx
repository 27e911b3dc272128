import { Button } from '@agentforge/ui/button';
import { IconButton } from '@agentforge/ui/icon-button';
import { Columns3, Rows3, Trash2 } from 'lucide-react';
import type { ClipboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseTable, type TableData } from '../parse-table.ts';

export const emptyTable: TableData = { headers: ['', ''], rows: [['', '']] };
const shownRows = 200;

/** The table without what is empty. */
export function tableToSend({ headers, rows }: TableData): TableData {
  const used = headers.map(
    (header, column) => header.trim() !== '' || rows.some((row) => (row[column] ?? '').trim() !== ''),
  );
  const keep = <Value,>(values: readonly Value[]) => values.filter((_, column) => used[column]);
  return {
    headers: keep(headers.map((header, column) => header.trim() || `Column ${column + 1}`)),
    rows: rows.filter((row) => row.some((cell) => cell.trim() !== '')).map(keep),
  };
}

export interface TableEditorProps {
  table: TableData;
  onChange: (table: TableData) => void;
}

/** A small table to type, or to paste from a spreadsheet or CSV. */
export function TableEditor({ table, onChange }: TableEditorProps): ReactNode {
  const { t } = useTranslation('knowledge');
  const { headers, rows } = table;
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    onChange(parseTable(text));
  };
  const setHeader = (column: number, value: string) => onChange({ headers: headers.with(column, value), rows });
  const setCell = (row: number, column: number, value: string) =>
    onChange({ headers, rows: rows.with(row, (rows[row] ?? []).with(column, value)) });
  const addColumn = () => onChange({ headers: [...headers, ''], rows: rows.map((row) => [...row, '']) });
  const addRow = () => onChange({ headers, rows: [...rows, headers.map(() => '')] });
  const removeRow = (row: number) => onChange({ headers, rows: rows.toSpliced(row, 1) });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-[0.8125rem] text-subtle">{t('table.pasteHint')}</p>
      <div className="max-h-96 overflow-auto rounded-xl border border-line" onPaste={paste}>
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">{t('table.caption')}</caption>
          <thead className="sticky top-0 z-1 bg-sunken">
            <tr>
              {headers.map((header, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={column} scope="col" className="min-w-32 border-b border-line p-0">
                  <Cell
                    value={header}
                    label={t('table.header', { column: column + 1 })}
                    placeholder={t('table.header', { column: column + 1 })}
                    onChange={(value) => setHeader(column, value)}
                    bold
                  />
                </th>
              ))}
              <th className="w-10 border-b border-line">
                <span className="sr-only">{t('table.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shownRows).map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={row} className="border-b border-line last:border-b-0">
                {headers.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={column} className="border-e border-line p-0">
                    <Cell
                      value={cells[column] ?? ''}
                      label={t('table.cell', { row: row + 1, column: column + 1 })}
                      onChange={(value) => setCell(row, column, value)}
                    />
                  </td>
                ))}
                <td className="px-1 text-center">
                  <IconButton
                    icon={Trash2}
                    size="sm"
                    tooltip={false}
                    label={t('table.removeRow', { row: row + 1 })}
                    onClick={() => removeRow(row)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="outline" size="sm" icon={Rows3} onClick={addRow}>
          {t('table.addRow')}
        </Button>
        <Button variant="outline" size="sm" icon={Columns3} onClick={addColumn}>
          {t('table.addColumn')}
        </Button>
        {rows.length > shownRows && (
          <span className="text-[0.8125rem] text-subtle">
            {t('table.more', { shown: shownRows, count: rows.length })}
          </span>
        )}
      </div>
    </div>
  );
}

interface CellProps {
  value: string;
  label: string;
  placeholder?: string;
  onChange: (value: string) => void;
  bold?: boolean;
}

function Cell({ value, label, placeholder, onChange, bold }: CellProps): ReactNode {
  return (
    <input
      value={value}
      dir="auto"
      maxLength={10_000}
      aria-label={label}
      placeholder={placeholder}
      onChange={(event) => onChange(event.target.value)}
      className={`w-full bg-transparent px-3 py-2 text-start outline-none placeholder:font-normal placeholder:text-subtle focus-visible:bg-accent-soft max-sm:min-h-11 ${bold ? 'font-semibold' : ''}`}
    />
  );
}
