import { Badge } from '@agentforge/ui/badge';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { Select } from '@agentforge/ui/select';
import { type Column, Table } from '@agentforge/ui/table';
import { SearchX, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { type Format, useFormat } from '../../../shared/format.ts';
import { type Model, useModels } from '../api/queries.ts';

const step = 50;
const kinds = ['all', 'chat', 'embedding'] as const;
const capabilities = ['tools', 'vision', 'pdf', 'json_schema', 'reasoning'] as const;

export function ModelsSection(): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const models = useModels();
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<string>('all');
  const [count, setCount] = useState(step);
  const columns = useColumns();
  const words = search.trim().toLowerCase();
  const found = (models.data ?? []).filter(
    (model) => (kind === 'all' || model.kind === kind) && model.id.toLowerCase().includes(words),
  );
  if (models.error) return <ErrorNotice error={models.error} onRetry={() => void models.refetch()} />;
  return (
    <>
      <div className="mb-4 flex flex-wrap gap-3">
        <div className="w-full sm:w-72">
          <SearchInput value={search} onValueChange={setSearch} label={t('table.search')} />
        </div>
        <Select
          aria-label={t('table.kind')}
          value={kind}
          onValueChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`table.${value}`) }))}
          className="w-44"
        />
      </div>
      <Table
        caption={t('tabs.models')}
        columns={columns}
        rows={found.slice(0, count)}
        rowKey={(model) => model.id}
        loading={models.isPending}
        empty={<EmptyState plain icon={SearchX} title={t('table.none')} text={t('table.noneText')} />}
      />
      <LoadMore
        hasMore={found.length > count}
        onLoadMore={() => setCount(count + step)}
        {...(found.length > step ? { shown: Math.min(count, found.length), total: found.length } : {})}
      />
    </>
  );
}

function useColumns(): Column<Model>[] {
  const { t } = useTranslation('models');
  const format = useFormat();
  const tokens = (value: number | null) => (value === null ? '–' : format.compact(value));
  return [
    { id: 'model', header: t('table.model'), primary: true, cell: (model) => <ModelName model={model} /> },
    { id: 'can', header: t('table.can'), cell: (model) => <Capabilities model={model} /> },
    { id: 'context', header: t('table.context'), align: 'end', cell: (model) => tokens(model.context_window) },
    { id: 'output', header: t('table.output'), align: 'end', cell: (model) => tokens(model.max_output_tokens) },
    { id: 'price', header: t('table.price'), align: 'end', cell: (model) => priceOf(model, format, t('table.free')) },
  ];
}

function priceOf({ price }: Model, format: Format, free: string): string {
  if (!price) return '–';
  if (price.input === 0 && price.output === 0) return free;
  return `${format.money(price.input)} / ${format.money(price.output)}`;
}

function ModelName({ model }: { model: Model }): ReactNode {
  const { t } = useTranslation('models');
  const format = useFormat();
  const { retires_on: retires, successor } = model;
  const over = retires !== null && Date.parse(retires) <= Date.now();
  return (
    <div className="flex flex-col items-start gap-1">
      <bdi className="font-mono text-[0.8125rem] break-all">{model.id}</bdi>
      {retires !== null && (
        <Badge tone={over ? 'danger' : 'warning'} icon={TriangleAlert}>
          {t(over ? 'table.retired' : 'table.retires', { date: format.date(retires) })}
        </Badge>
      )}
      {successor && (
        <span className="text-xs font-normal text-subtle">{t('table.successor', { model: successor })}</span>
      )}
    </div>
  );
}

function Capabilities({ model }: { model: Model }): ReactNode {
  const { t } = useTranslation('models');
  if (model.kind === 'embedding') return <Badge tone="info">{t('table.embedding')}</Badge>;
  return (
    <span className="flex flex-wrap gap-1 max-sm:justify-end">
      {capabilities
        .filter((name) => model.capabilities[name])
        .map((name) => (
          <Badge key={name}>{t(`capability.${name}`)}</Badge>
        ))}
    </span>
  );
}
