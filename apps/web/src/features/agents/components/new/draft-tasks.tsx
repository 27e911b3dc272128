import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { Disclosure } from '@agentforge/ui/disclosure';
import { IconButton } from '@agentforge/ui/icon-button';
import { Input } from '@agentforge/ui/input';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { replacedAt, withoutAt } from '../../state/reorder.ts';
import { InstructionList } from '../studio/instruction-list.tsx';

type Task = AgentDefinition['tasks'][number];

export interface DraftTasksProps {
  tasks: readonly Task[];
  onTasksChange: (tasks: Task[]) => void;
}

/** Tasks of the first draft, short: names at a glance, instructions folded. */
export function DraftTasks({ tasks, onTasksChange }: DraftTasksProps): ReactNode {
  const { t } = useTranslation('agents');
  return (
    <ol className="flex flex-col gap-3">
      {tasks.map((task, position) => {
        const change = (part: Partial<Task>) => onTasksChange(replacedAt(tasks, position, { ...task, ...part }));
        return (
          <li key={task.id} className="flex flex-col gap-2 rounded-xl border border-line bg-sunken/50 p-3">
            <div className="flex items-center gap-2">
              <Input
                aria-label={t('tasks.nameOf', { number: position + 1 })}
                value={task.name}
                maxLength={160}
                onChange={(event) => change({ name: event.target.value })}
              />
              <IconButton
                icon={Trash2}
                label={t('list.remove', { name: task.name })}
                onClick={() => onTasksChange(withoutAt(tasks, position))}
              />
            </div>
            {task.description && <p className="text-[0.8125rem] text-muted">{task.description}</p>}
            <Disclosure title={t('instructions.count', { count: task.instructions.length })}>
              <InstructionList instructions={task.instructions} onChange={(instructions) => change({ instructions })} />
            </Disclosure>
          </li>
        );
      })}
    </ol>
  );
}
