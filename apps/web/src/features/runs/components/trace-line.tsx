import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import { classNames } from '@agentforge/ui/class-names';
import { IconButton } from '@agentforge/ui/icon-button';
import {
  Bell,
  BookOpen,
  Brain,
  ChevronRight,
  Footprints,
  type LucideIcon,
  Minus,
  Plus,
  RotateCcw,
  ScrollText,
  Shield,
  UserCheck,
  Wrench,
} from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../../../shared/format.ts';
import type { TraceNode } from '../api/traces.ts';
import type { Decider } from '../deciders.ts';
import type { TraceRow } from '../trace-rows.ts';
import { TraceDetails } from './trace-details.tsx';
import { TraceName } from './trace-name.tsx';

const icons: Record<TraceNode['kind'], LucideIcon> = {
  run: Footprints,
  step: Footprints,
  model: Brain,
  tool: Wrench,
  approval: UserCheck,
  retrieval: BookOpen,
  guardrail: Shield,
  summary: ScrollText,
  notice: Bell,
};

export const traceTones: Record<TraceNode['status'], BadgeTone> = {
  running: 'info',
  ok: 'success',
  failed: 'danger',
  refused: 'danger',
  waiting: 'warning',
  cancelled: 'neutral',
  in_doubt: 'warning',
};

const bars: Record<TraceNode['status'], string> = {
  running: 'bg-info-text',
  ok: 'bg-control',
  failed: 'bg-danger-text',
  refused: 'bg-danger-text',
  waiting: 'bg-warning-text',
  cancelled: 'bg-control',
  in_doubt: 'bg-warning-text',
};

const indents = ['ps-2', 'ps-7', 'ps-12', 'ps-16', 'ps-20'];

export interface TraceLineProps {
  row: TraceRow;
  isClosed: boolean;
  onToggle: () => void;
  /** Name of who decided an approval. */
  decider: Decider | undefined;
  onReplay: (() => void) | undefined;
}

/** One part: its name, how it went, its bar on the line of time, what it took. Pressing it unfolds what it holds. */
export function TraceLine({ row, isClosed, onToggle, decider, onReplay }: TraceLineProps): ReactNode {
  const { t } = useTranslation('runs');
  const { node, depth, hasChildren } = row;
  const [open, setOpen] = useState(false);
  const details = useId();
  const Icon = icons[node.kind];
  const plain = node.kind === 'step';
  return (
    <li className="border-t border-line first:border-t-0">
      <div className={classNames('flex items-center gap-1 pe-2', indents[Math.min(depth, indents.length - 1)])}>
        {hasChildren ? (
          <IconButton
            size="sm"
            icon={isClosed ? Plus : Minus}
            label={t(isClosed ? 'trace.showParts' : 'trace.hideParts')}
            aria-expanded={!isClosed}
            onClick={onToggle}
          />
        ) : (
          <span className="size-8 shrink-0" />
        )}
        <button
          type="button"
          data-trace-line
          disabled={plain}
          aria-expanded={plain ? undefined : open}
          aria-controls={open ? details : undefined}
          onClick={() => setOpen(!open)}
          className="group grid min-w-0 grow grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 rounded-md px-1.5 py-2 text-start text-sm touch-height enabled:hover:bg-hover md:grid-cols-[minmax(0,1fr)_minmax(6rem,18rem)_auto]"
        >
          <span className="flex min-w-0 items-center gap-2">
            <Icon aria-hidden className="size-4 shrink-0 text-subtle" />
            <TraceName node={node} />
            {node.status !== 'ok' && <Badge tone={traceTones[node.status]}>{t(`trace.status.${node.status}`)}</Badge>}
            {node.origin !== 'live' && <Badge>{t(`trace.origin.${node.origin}`)}</Badge>}
          </span>
          <TimeBar row={row} />
          <Taken node={node} canOpen={!plain} isOpen={open} />
        </button>
        {onReplay ? (
          <IconButton size="sm" icon={RotateCcw} label={t('replay.from', { step: node.step })} onClick={onReplay} />
        ) : (
          <span className="hidden w-8 shrink-0 md:block" />
        )}
      </div>
      {open && (
        <div id={details} className={classNames('pe-2 pb-4', indents[Math.min(depth + 1, indents.length - 1)])}>
          <TraceDetails node={node} decider={decider} />
        </div>
      )}
    </li>
  );
}

/** Where in the run it lies. The numbers beside it say the same in words. */
function TimeBar({ row: { node, start, length } }: { row: TraceRow }): ReactNode {
  return (
    <span
      aria-hidden
      className="relative order-last col-span-2 h-1.5 rounded-full bg-sunken md:order-none md:col-span-1"
    >
      <span
        className={classNames('absolute inset-y-0 min-w-1 rounded-full', bars[node.status])}
        style={{ insetInlineStart: `${start * 99}%`, width: `${length * 100}%` }}
      />
    </span>
  );
}

function Taken({ node, canOpen, isOpen }: { node: TraceNode; canOpen: boolean; isOpen: boolean }): ReactNode {
  const format = useFormat();
  return (
    <span className="flex items-center justify-end gap-3 text-xs text-subtle tabular-nums">
      <span className="hidden min-w-14 text-end sm:inline">{costText(node, format)}</span>
      <span className="min-w-12 text-end">{durationText(node, format)}</span>
      <ChevronRight
        aria-hidden
        className={classNames(
          'size-4 transition-transform rtl:-scale-x-100',
          isOpen && 'rotate-90',
          !canOpen && 'invisible',
        )}
      />
    </span>
  );
}

function durationText({ kind, start_ms, end_ms }: TraceNode, format: Format): string {
  // Checks and notices are moments, not spans.
  if (end_ms === null || kind === 'notice') return '';
  return format.duration(end_ms - start_ms);
}

function costText({ usage }: TraceNode, format: Format): string {
  if (usage === null) return '';
  return usage.cost_usd === null ? `≥ ${format.money(0)}` : format.money(usage.cost_usd);
}
