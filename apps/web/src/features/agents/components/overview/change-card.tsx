import { Card } from '@agentforge/ui/card';
import { classNames } from '@agentforge/ui/class-names';
import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useToolChoices } from '../../../../shared/tool-form/tool-queries.ts';
import type { AgentChange } from '../../api/agent-queries.ts';
import { useKnowledgeBases } from '../../api/choices.ts';
import { type ChangeView, pathWords, viewOfChange } from '../../state/change-words.ts';

const marks = {
  same: 'text-muted',
  added: 'bg-success-soft text-success-text',
  removed: 'bg-danger-soft text-danger-text',
};

/** One changed field: its name in words, then what came and what went. */
export function ChangeCard({ change }: { change: AgentChange }): ReactNode {
  const nameOf = useNames();
  const label = useFieldLabel(change.path);
  return (
    <Card variant="bordered" padding="sm" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{label}</h3>
      <ChangeBody view={viewOfChange(change.from, change.to)} nameOf={nameOf} />
    </Card>
  );
}

/** Ids of tools and knowledge by their names. */
function useNames(): (text: string) => string {
  const tools = useToolChoices('');
  const bases = useKnowledgeBases('');
  const names = new Map([...(tools.data ?? []), ...(bases.data ?? [])].map(({ id, name }) => [id, name]));
  return (text) => names.get(text) ?? text;
}

/** "Tasks › 2 › Name": the words of the catalogue where it has them, else the field's own name. */
function useFieldLabel(path: string): string {
  const { t, i18n } = useTranslation('agents');
  const { key, position } = pathWords(path);
  const parts = key.split('.');
  const words = parts.map((part, depth) => {
    const name = parts.slice(0, depth + 1).join('_');
    return i18n.t(`change.${name}`, { ns: 'agents', defaultValue: part.replaceAll('_', ' ') });
  });
  if (position !== undefined) words.splice(1, 0, t('compare.position', { position }));
  return words.join(' › ');
}

function ChangeBody({ view, nameOf }: { view: ChangeView; nameOf: (text: string) => string }): ReactNode {
  const { t } = useTranslation('agents');
  if (view.kind === 'lines') {
    return (
      <div className="overflow-hidden rounded-lg border border-line text-[0.8125rem]">
        {view.lines.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one comparison never move
          <p key={position} className={classNames('px-3 py-0.5 break-words whitespace-pre-wrap', marks[line.mark])}>
            <span className="sr-only">{t(`compare.line.${line.mark}`)} </span>
            {line.text || ' '}
          </p>
        ))}
      </div>
    );
  }
  if (view.kind === 'list') {
    if (view.reordered) return <p className="text-sm text-muted">{t('compare.reordered')}</p>;
    return (
      <ul className="flex flex-col gap-1">
        {view.removed.map((entry) => (
          <Mark key={`-${entry}`} added={false} text={nameOf(entry)} />
        ))}
        {view.added.map((entry) => (
          <Mark key={`+${entry}`} added text={nameOf(entry)} />
        ))}
      </ul>
    );
  }
  return (
    <ul className="flex flex-col gap-1">
      <Mark added={false} text={view.from ?? t('compare.nothing')} />
      <Mark added text={view.to ?? t('compare.nothing')} />
    </ul>
  );
}

function Mark({ added, text }: { added: boolean; text: string }): ReactNode {
  const { t } = useTranslation('agents');
  const Icon = added ? Plus : Minus;
  return (
    <li
      className={classNames(
        'flex items-start gap-2 rounded-md px-2 py-1 text-[0.8125rem]',
        added ? marks.added : marks.removed,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="sr-only">{added ? t('compare.line.added') : t('compare.line.removed')}</span>
      <span className="min-w-0 break-words whitespace-pre-wrap">{text}</span>
    </li>
  );
}
