import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { toast } from '@agentforge/ui/toast';
import { ListTodo, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moved, replacedAt, withoutAt } from '../../state/reorder.ts';
import { useStudio } from '../../state/studio-context.ts';
import { Reason } from './reason.tsx';
import { StepSection } from './step-section.tsx';
import { TaskCard } from './task-card.tsx';
import { useDragOrder } from './use-drag-order.ts';

type Task = AgentDefinition['tasks'][number];

function newTask(): Task {
  return { id: `task_${crypto.randomUUID().slice(0, 8)}`, name: '', description: '', instructions: [] };
}

export function TasksStep(): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const { draft, edit, errors } = useStudio();
  const { tasks } = draft;
  const [spoken, setSpoken] = useState('');
  const [fresh, setFresh] = useState<string>();
  const setTasks = (next: Task[]) => edit({ tasks: next });
  const nameOf = (task: Task | undefined) => task?.name || t('tasks.unnamed');
  const move = (from: number, to: number) => {
    setTasks(moved(tasks, from, to));
    setSpoken(t('list.movedTo', { name: nameOf(tasks[from]), position: to + 1, count: tasks.length }));
  };
  const drag = useDragOrder(move);
  const add = () => {
    const task = newTask();
    setFresh(task.id);
    setTasks([...tasks, task]);
  };
  const remove = (position: number) => {
    const before = tasks;
    setTasks(withoutAt(tasks, position));
    toast.info(t('tasks.removed', { name: nameOf(tasks[position]) }), {
      action: { label: t('common:undo'), onClick: () => setTasks([...before]) },
    });
  };
  return (
    <StepSection
      title={t('tasks.title')}
      description={t('tasks.text')}
      actions={
        tasks.length > 0 && (
          <Button size="sm" variant="outline" icon={Plus} onClick={add} disabled={tasks.length >= 50}>
            {t('tasks.add')}
          </Button>
        )
      }
    >
      <Reason field="tasks" />
      <p role="status" className="sr-only">
        {spoken}
      </p>
      {tasks.length === 0 && (
        <EmptyState
          icon={ListTodo}
          title={t('tasks.empty')}
          text={t('tasks.emptyText')}
          action={
            <Button icon={Plus} onClick={add}>
              {t('tasks.add')}
            </Button>
          }
        />
      )}
      <ol className="flex flex-col gap-3 empty:hidden">
        {tasks.map((task, position) => (
          <TaskCard
            key={task.id}
            task={task}
            position={position}
            count={tasks.length}
            drag={drag}
            fresh={task.id === fresh}
            nameError={errors[`tasks.${position}.name`]}
            onChange={(next) => setTasks(replacedAt(tasks, position, next))}
            onMove={(to) => move(position, to)}
            onRemove={() => remove(position)}
          />
        ))}
      </ol>
      {tasks.length > 2 && (
        <Button variant="outline" icon={Plus} onClick={add} disabled={tasks.length >= 50} className="self-start">
          {t('tasks.add')}
        </Button>
      )}
    </StepSection>
  );
}
