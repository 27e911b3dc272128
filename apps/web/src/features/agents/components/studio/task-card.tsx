import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { classNames } from '@agentforge/ui/class-names';
import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { Input } from '@agentforge/ui/input';
import { Textarea } from '@agentforge/ui/textarea';
import { GripVertical, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InstructionList } from './instruction-list.tsx';
import { MoveButtons } from './move-buttons.tsx';
import type { DragOrder } from './use-drag-order.ts';

type Task = AgentDefinition['tasks'][number];

export interface TaskCardProps {
  task: Task;
  position: number;
  count: number;
  drag: DragOrder;
  /** Just added: its name takes the focus. */
  fresh: boolean;
  nameError: string | undefined;
  onChange: (task: Task) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

export function TaskCard(props: TaskCardProps): ReactNode {
  const { task, position, count, drag, fresh, nameError, onChange, onMove, onRemove } = props;
  const { t } = useTranslation('agents');
  const name = task.name || t('tasks.unnamed');
  const targeted = drag.target === position && drag.dragged !== undefined && drag.dragged !== position;
  return (
    <li
      {...drag.row(position)}
      className={classNames(
        'rounded-xl border border-line bg-sunken/50 p-3 transition-[border-color,opacity] sm:p-4',
        drag.dragged === position && 'opacity-50',
        targeted && 'border-accent-text',
      )}
    >
      <div className="mb-3 flex items-center gap-2">
        <span
          {...drag.handle(position)}
          title={t('list.drag')}
          className="cursor-grab rounded-sm p-1 text-subtle hover:text-foreground active:cursor-grabbing max-sm:hidden"
        >
          <GripVertical aria-hidden className="size-4" />
        </span>
        <span className="grow truncate text-sm font-medium">{t('tasks.number', { number: position + 1 })}</span>
        <MoveButtons name={name} position={position} count={count} onMove={onMove} />
        <IconButton icon={Trash2} size="sm" label={t('list.remove', { name })} onClick={onRemove} />
      </div>
      <div className="flex flex-col gap-4">
        <Field
          label={t('tasks.name')}
          required
          error={nameError}
          hint={task.name.trim() === '' ? t('tasks.nameMissing') : undefined}
        >
          <Input
            value={task.name}
            maxLength={160}
            autoFocus={fresh}
            placeholder={t('tasks.namePlaceholder')}
            onChange={(event) => onChange({ ...task, name: event.target.value })}
          />
        </Field>
        <Field label={t('tasks.description')} optional>
          <Textarea
            rows={2}
            autoGrow
            maxLength={2000}
            value={task.description}
            placeholder={t('tasks.descriptionPlaceholder')}
            onChange={(event) => onChange({ ...task, description: event.target.value })}
          />
        </Field>
        <InstructionList
          instructions={task.instructions}
          onChange={(instructions) => onChange({ ...task, instructions })}
        />
      </div>
    </li>
  );
}
