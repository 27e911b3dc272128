import { Avatar } from '@agentforge/ui/avatar';
import { Badge } from '@agentforge/ui/badge';
import { Card, CardHeader, cardLink } from '@agentforge/ui/card';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Accordion } from '@agentforge/ui/disclosure';
import { IconButton } from '@agentforge/ui/icon-button';
import { LoadMore, Pagination } from '@agentforge/ui/pagination';
import { Stepper } from '@agentforge/ui/stepper';
import { type Column, type Sort, Table } from '@agentforge/ui/table';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { Ellipsis } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../shared/format.ts';
import { Section } from './section.tsx';

interface Agent {
  id: string;
  name: string;
  icon: string;
  status: 'Published' | 'Draft';
  runs: number;
  cost: number;
}

const agents: Agent[] = [
  { id: '1', name: 'Support assistant', icon: '🤖', status: 'Published', runs: 12840, cost: 42.18 },
  { id: '2', name: 'Contract reader', icon: '⚖️', status: 'Draft', runs: 12, cost: 0.0312 },
  { id: '3', name: 'Order desk', icon: '📦', status: 'Published', runs: 981, cost: 3.4 },
];

export function LayoutGallery(): ReactNode {
  const [tab, setTab] = useState('overview');
  const [page, setPage] = useState(2);
  return (
    <>
      <div className="lg:col-span-2">
        <AgentTable />
        <Pagination page={page} pageCount={9} onPageChange={setPage} />
      </div>
      <Section title="Steps, tabs">
        <Stepper
          current={1}
          onStepClick={() => undefined}
          steps={['Goal', 'Knowledge', 'Tools', 'Review'].map((label) => ({ id: label, label }))}
        />
        <Tabs
          label="Agent"
          value={tab}
          onValueChange={setTab}
          tabs={[
            { value: 'overview', label: 'Overview' },
            { value: 'tools', label: 'Tools', count: 3 },
            { value: 'versions', label: 'Versions' },
          ]}
        >
          <TabPanel value={tab}>Content of {tab}</TabPanel>
        </Tabs>
        <LoadMore hasMore onLoadMore={() => undefined} shown={20} total={64} />
      </Section>
      <Section title="Cards, folds, code">
        <div className="grid gap-4 sm:grid-cols-2">
          <Card interactive padding="sm" className="flex items-start gap-3">
            <Avatar name="Support" icon="🤖" />
            <div>
              <a href="#card" className={`${cardLink} font-medium`}>
                Support assistant
              </a>
              <p className="text-[0.8125rem] text-muted">Answers about orders and refunds.</p>
            </div>
          </Card>
          <Card variant="bordered" padding="sm">
            <CardHeader title="Usage" description="Last 30 days" level={3} className="mb-0" />
          </Card>
        </div>
        <Accordion
          items={[
            {
              value: 'a',
              title: 'Guardrails',
              content: 'What may never be said or done.',
              trailing: <Badge tone="success">On</Badge>,
            },
            { value: 'b', title: 'Budget', content: 'Per run, day and month.' },
          ]}
        />
        <CodeBlock
          title="curl"
          code={
            'curl -X POST https://forge.example.com/v1/chat/completions \\\n  -H "Authorization: Bearer $KEY" \\\n  -d \'{"model": "support"}\''
          }
        />
      </Section>
    </>
  );
}

function AgentTable(): ReactNode {
  const format = useFormat();
  const [sort, setSort] = useState<Sort>({ column: 'runs', direction: 'descending' });
  const columns: Column<Agent>[] = [
    {
      id: 'name',
      header: 'Agent',
      primary: true,
      sortable: true,
      cell: (agent) => (
        <span className="flex items-center gap-3">
          <Avatar name={agent.name} icon={agent.icon} size="sm" />
          {agent.name}
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      cell: (agent) => <Badge tone={agent.status === 'Draft' ? 'neutral' : 'success'}>{agent.status}</Badge>,
    },
    { id: 'runs', header: 'Runs', align: 'end', sortable: true, cell: (agent) => format.number(agent.runs) },
    { id: 'cost', header: 'Cost', align: 'end', cell: (agent) => format.money(agent.cost) },
    { id: 'updated', header: 'Updated', cell: () => format.relative(Date.now() - 7_400_000) },
    {
      id: 'actions',
      header: 'Actions',
      actions: true,
      cell: (agent) => <IconButton icon={Ellipsis} label={`Actions for ${agent.name}`} size="sm" />,
    },
  ];
  return (
    <Table
      caption="Agents"
      columns={columns}
      rows={agents}
      rowKey={(agent) => agent.id}
      sort={sort}
      onSortChange={setSort}
    />
  );
}
