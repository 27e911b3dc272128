import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { Textarea } from '@agentforge/ui/textarea';
import { Plus, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moved, replacedAt, withoutAt } from '../../state/reorder.ts';
import { MoveButtons } from './move-buttons.tsx';

export interface InstructionListProps {
  instructions: readonly string[];
  onChange: (instructions: string[]) => void;
}

/** Lines have no ids of their own; keys follow them through every move, so that the focus stays. */
function useKeys(count: number): [number[], (keys: number[]) => void] {
  const next = useRef(count);
  const [keys, setKeys] = useState(() => Array.from({ length: count }, (_, position) => position));
  if (keys.length === count) return [keys, setKeys];
  // Changed from outside (an undo, a reload): all lines are new.
  const fresh = Array.from({ length: count }, () => next.current++);
  setKeys(fresh);
  return [fresh, setKeys];
}

export function InstructionList({ instructions, onChange }: InstructionListProps): ReactNode {
  const { t } = useTranslation('agents');
  const [keys, setKeys] = useKeys(instructions.length);
  const [fresh, setFresh] = useState<number>();
  const change = (next: string[], nextKeys: number[]) => {
    setKeys(nextKeys);
    onChange(next);
  };
  const add = () => {
    const key = Math.max(-1, ...keys) + 1;
    setFresh(key);
    change([...instructions, ''], [...keys, key]);
  };
  return (
    <Field group label={t('instructions.label')} hint={t('instructions.hint')}>
      <ol className="flex flex-col gap-2 empty:hidden">
        {instructions.map((instruction, position) => {
          const key = keys[position] ?? position;
          const name = t('instructions.number', { number: position + 1 });
          return (
            <li key={key} className="flex items-start gap-1">
              <span aria-hidden className="w-6 shrink-0 pt-2.5 text-end text-xs text-subtle tabular-nums">
                {position + 1}.
              </span>
              <Textarea
                id={`instruction-${key}-${position}`}
                aria-label={name}
                rows={1}
                autoGrow
                autoFocus={key === fresh}
                maxLength={4000}
                value={instruction}
                placeholder={t('instructions.placeholder')}
                onChange={(event) => onChange(replacedAt(instructions, position, event.target.value))}
                className="grow"
              />
              <MoveButtons
                name={name}
                position={position}
                count={instructions.length}
                onMove={(to) => change(moved(instructions, position, to), moved(keys, position, to))}
              />
              <IconButton
                icon={X}
                size="sm"
                label={t('list.remove', { name })}
                onClick={() => change(withoutAt(instructions, position), withoutAt(keys, position))}
              />
            </li>
          );
        })}
      </ol>
      <Button
        variant="ghost"
        size="sm"
        icon={Plus}
        disabled={instructions.length >= 50}
        onClick={add}
        className="self-start"
      >
        {t('instructions.add')}
      </Button>
    </Field>
  );
}
