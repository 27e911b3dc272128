import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldControl } from './field.tsx';
import { Input } from './input.tsx';
import { floatingSurface } from './menu-surface.tsx';
import { useUiStrings } from './ui-provider.tsx';

const emojis = [
  '🤖',
  '✨',
  '🧠',
  '💡',
  '🎯',
  '🚀',
  '⚡',
  '🔥',
  '🌟',
  '🛠️',
  '⚙️',
  '🔧',
  '🔍',
  '📊',
  '📈',
  '📉',
  '📚',
  '📖',
  '📝',
  '📄',
  '📁',
  '🗂️',
  '📎',
  '📅',
  '⏰',
  '✅',
  '🔒',
  '🔑',
  '🛡️',
  '⚖️',
  '💼',
  '🏢',
  '🏦',
  '💰',
  '💳',
  '🧾',
  '🛒',
  '📦',
  '🚚',
  '🏭',
  '🏥',
  '🩺',
  '💊',
  '🔬',
  '🧪',
  '🎓',
  '🏫',
  '👩‍💼',
  '👨‍💻',
  '👩‍🔧',
  '🙋',
  '🤝',
  '💬',
  '📣',
  '📞',
  '✉️',
  '🌍',
  '🗺️',
  '✈️',
  '🎨',
  '🎵',
  '🍽️',
  '🌱',
  '🐙',
] as const;

export interface EmojiPickerProps {
  value: string;
  onValueChange: (emoji: string) => void;
  disabled?: boolean | undefined;
  id?: string | undefined;
  className?: string | undefined;
}

/** An icon for an agent: one of a small set, or any emoji or letter. */
export function EmojiPicker({ value, onValueChange, disabled = false, id, className }: EmojiPickerProps): ReactNode {
  const strings = useUiStrings();
  const control = useFieldControl({ id });
  const [open, setOpen] = useState(false);
  const pick = (emoji: string) => {
    onValueChange(emoji);
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        id={control.id}
        aria-describedby={control['aria-describedby']}
        disabled={disabled}
        aria-label={`${strings.chooseEmoji}: ${value}`}
        className={classNames(
          'grid size-14 place-items-center rounded-xl border border-control bg-surface text-3xl transition-colors hover:border-control hover:bg-hover disabled:opacity-50',
          className,
        )}
      >
        {value || '🤖'}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={strings.chooseEmoji}
          className={classNames(floatingSurface, 'w-[21.5rem] max-w-[calc(100vw-1rem)] p-3')}
        >
          <div className="grid max-h-64 grid-cols-8 gap-0.5 overflow-y-auto p-0.5">
            {emojis.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-pressed={emoji === value}
                onClick={() => pick(emoji)}
                className="grid aspect-square place-items-center rounded-lg text-xl hover:bg-hover focus-visible:outline-offset-0 aria-pressed:bg-accent-soft"
              >
                {emoji}
              </button>
            ))}
          </div>
          <Input
            id={`${control.id ?? 'emoji'}-own`}
            aria-label={strings.ownEmoji}
            placeholder={strings.ownEmoji}
            maxLength={16}
            className="mt-2"
            onKeyDown={(event) => {
              const own = firstSign(event.currentTarget.value);
              if (event.key !== 'Enter' || own === '') return;
              event.preventDefault();
              pick(own);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The first sign as a person sees it: a family emoji is one sign of many code points. */
function firstSign(text: string): string {
  const first = new Intl.Segmenter().segment(text.trim())[Symbol.iterator]().next();
  return first.done ? '' : first.value.segment;
}
