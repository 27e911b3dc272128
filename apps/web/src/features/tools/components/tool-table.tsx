import type { Tool } from '@agentforge/contracts/tools/schemas';
import { StatusDot } from '@agentforge/ui/status-dot';
import { type Column, Table } from '@agentforge/ui/table';
import { Tooltip } from '@agentforge/ui/tooltip';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import { RiskBadge } from '../../../shared/tool-form/risk-badge.tsx';
import { riskOf } from '../../../shared/tool-form/test-inputs.ts';
import { ToolIcon } from '../../../shared/tool-form/tool-icon.tsx';
import { useToolTypes } from '../../../shared/tool-form/tool-queries.ts';
import { ToolMenu } from './tool-menu.tsx';

export interface ToolTableProps {
  rows: readonly Tool[];
  loading: boolean;
  empty: ReactNode;
  onOpen: (tool: Tool, tab?: string) => void;
  onDelete: (tool: Tool) => void;
}

export function ToolTable({ rows, loading, empty, onOpen, onDelete }: ToolTableProps): ReactNode {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const types = useToolTypes();
  const typeOf = (tool: Tool) => types.data?.find((each) => each.type === tool.type);
  const columns: Column<Tool>[] = [
    {
      id: 'name',
      header: t('column.name'),
      primary: true,
      cell: (tool) => <ToolName tool={tool} icon={typeOf(tool)?.icon ?? ''} onOpen={() => onOpen(tool)} />,
    },
    {
      id: 'type',
      header: t('column.type'),
      className: 'sm:max-lg:hidden',
      cell: (tool) => typeOf(tool)?.name ?? tool.type,
    },
    { id: 'risk', header: t('column.risk'), cell: (tool) => <RiskBadge risk={riskOf(tool)} /> },
    { id: 'usedBy', header: t('column.usedBy'), cell: (tool) => <UsedBy tool={tool} /> },
    {
      id: 'status',
      header: t('column.status'),
      cell: (tool) => (
        <StatusDot tone={tool.is_active ? 'success' : 'neutral'} label={tool.is_active ? t('active') : t('inactive')} />
      ),
    },
    {
      id: 'updated',
      header: t('column.updated'),
      className: 'whitespace-nowrap max-lg:hidden',
      cell: (tool) => <span title={format.dateTime(tool.updated_at)}>{format.relative(tool.updated_at)}</span>,
    },
    {
      id: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (tool) => <ToolMenu tool={tool} onOpen={(tab) => onOpen(tool, tab)} onDelete={() => onDelete(tool)} />,
    },
  ];
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(tool) => tool.id}
      loading={loading}
      empty={empty}
    />
  );
}

function ToolName({ tool, icon, onOpen }: { tool: Tool; icon: string; onOpen: () => void }): ReactNode {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <ToolIcon type={tool.type} icon={icon} />
      <span className="min-w-0">
        <button
          type="button"
          onClick={onOpen}
          className="block max-w-full truncate rounded-sm text-start font-medium hover:underline"
        >
          {tool.name}
        </button>
        {tool.description && (
          <span className="line-clamp-1 max-w-md text-[0.8125rem] font-normal text-muted">{tool.description}</span>
        )}
      </span>
    </span>
  );
}

function UsedBy({ tool }: { tool: Tool }): ReactNode {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const agents = tool.used_by ?? [];
  if (agents.length === 0) return <span className="text-subtle">{t('unused')}</span>;
  return (
    <Tooltip label={format.list(agents.map(({ name }) => name))}>
      <span className="underline decoration-dotted underline-offset-4">{t('usedBy', { count: agents.length })}</span>
    </Tooltip>
  );
}
