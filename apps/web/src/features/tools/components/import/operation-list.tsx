import { Badge } from '@agentforge/ui/badge';
import { Checkbox } from '@agentforge/ui/checkbox';
import { SearchInput } from '@agentforge/ui/search-input';
import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operation } from '../../state/openapi.ts';

export interface OperationListProps {
  operations: readonly Operation[];
  /** Positions in `operations`. */
  chosen: ReadonlySet<number>;
  onChosenChange: (chosen: ReadonlySet<number>) => void;
}

export function OperationList({ operations, chosen, onChosenChange }: OperationListProps): ReactNode {
  const { t } = useTranslation('tools');
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = Array.from(operations.entries()).filter(([, operation]) =>
    `${operation.name} ${operation.description} ${addressOf(operation)}`.toLowerCase().includes(wanted),
  );
  const set = (positions: readonly number[], on: boolean) => {
    const next = new Set(chosen);
    for (const position of positions) on ? next.add(position) : next.delete(position);
    onChosenChange(next);
  };
  const all = shown.length > 0 && shown.every(([position]) => chosen.has(position));
  return (
    <div className="flex flex-col gap-3">
      {operations.length > 8 && (
        <SearchInput value={search} onValueChange={setSearch} label={t('import.searchOperations')} />
      )}
      <Checkbox
        label={t('import.selectAll')}
        checked={all}
        onCheckedChange={(on) =>
          set(
            shown.map(([position]) => position),
            on === true,
          )
        }
      />
      <ul className="flex max-h-[28rem] flex-col divide-y divide-line overflow-y-auto rounded-xl border border-line">
        {shown.map(([position, operation]) => (
          <li key={position} className="p-3 hover:bg-hover/60">
            <Checkbox
              checked={chosen.has(position)}
              onCheckedChange={(on) => set([position], on === true)}
              label={operation.name}
              description={<OperationText operation={operation} />}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function addressOf({ config }: Operation): string {
  return textOf(config['endpoint_path']) || '/';
}

function OperationText({ operation }: { operation: Operation }): ReactNode {
  const method = textOf(operation.config['http_method']) || 'GET';
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-2" dir="ltr">
        <Badge tone={method === 'GET' ? 'neutral' : method === 'DELETE' ? 'danger' : 'info'}>{method}</Badge>
        <code className="font-mono text-xs break-all">{addressOf(operation)}</code>
      </span>
      {operation.description && operation.description !== operation.name && (
        <span className="line-clamp-2">{operation.description}</span>
      )}
      {operation.warnings.map((warning) => (
        <span key={warning} className="flex items-start gap-1.5 text-warning-text">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {warning}
        </span>
      ))}
    </span>
  );
}
