import { Card, CardHeader } from '@agentforge/ui/card';
import { SearchInput } from '@agentforge/ui/search-input';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunTrace } from '../api/traces.ts';
import type { Decider } from '../deciders.ts';
import { rowsOf } from '../trace-rows.ts';
import { TraceLine } from './trace-line.tsx';

export interface TraceTreeProps {
  trace: RunTrace;
  /** Names of people who decided, by id of the approval. */
  deciders: ReadonlyMap<string, Decider>;
  /** Offered at turns that may be tried again. */
  onReplay: (step: number) => void;
}

const searchFrom = 8;

/** Everything a run did, as a tree with its place in time; a part unfolds to what was asked and answered. */
export function TraceTree({ trace, deciders, onReplay }: TraceTreeProps): ReactNode {
  const { t } = useTranslation('runs');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [search, setSearch] = useState('');
  const now = trace.started_at === null ? 0 : Date.now() - Date.parse(trace.started_at);
  const rows = trace.root === null ? [] : rowsOf(trace.root, closed, search, now);
  const all = trace.root === null ? 0 : rowsOf(trace.root, new Set(), '', now).length;
  const toggle = (id: string) =>
    setClosed((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  return (
    <Card>
      <CardHeader
        title={t('trace.steps')}
        description={trace.prompts_shown ? t('trace.stepsText') : t('trace.stepsWithoutPrompts')}
        actions={
          all >= searchFrom && <SearchInput value={search} onValueChange={setSearch} label={t('trace.search')} />
        }
      />
      {rows.length === 0 ? (
        <p className="text-sm text-muted">{t(search === '' ? 'trace.noSteps' : 'trace.nothingFound')}</p>
      ) : (
        <ol className="-mx-2 flex flex-col" onKeyDown={moveFocus}>
          {rows.map((row) => (
            <TraceLine
              key={row.node.id}
              row={row}
              isClosed={search === '' && closed.has(row.node.id)}
              onToggle={() => toggle(row.node.id)}
              decider={deciders.get(row.node.id)}
              onReplay={replayOf(trace, row.node, onReplay)}
            />
          ))}
        </ol>
      )}
    </Card>
  );
}

function replayOf(
  { replayable_steps }: RunTrace,
  { kind, step }: { kind: string; step: number | null },
  onReplay: (step: number) => void,
): (() => void) | undefined {
  return kind === 'model' && step !== null && replayable_steps.includes(step) ? () => onReplay(step) : undefined;
}

/** Up and down go from line to line, as in a list; Tab still reaches everything. */
function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-trace-line]')];
  const position = lines.findIndex((line) => line === document.activeElement);
  if (step === undefined || position < 0) return;
  event.preventDefault();
  lines[position + step]?.focus();
}
