import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldControl } from './field.tsx';
import { controlStyles } from './input.tsx';
import { Chip } from './multi-select.tsx';
import { fill, useUiStrings } from './ui-provider.tsx';

export interface TagInputProps {
  values: readonly string[];
  onValuesChange: (values: string[]) => void;
  placeholder?: string | undefined;
  /** Returns a message when a tag is not allowed. */
  validate?: (tag: string) => string | undefined;
  maxTags?: number;
  disabled?: boolean | undefined;
  id?: string | undefined;
  'aria-label'?: string | undefined;
  className?: string | undefined;
}

/** Free words as chips: Enter or comma adds, pasted lists are split, Backspace in an empty box removes the last. */
export function TagInput(props: TagInputProps): ReactNode {
  const {
    values,
    onValuesChange,
    placeholder,
    validate,
    maxTags = Number.POSITIVE_INFINITY,
    disabled,
    className,
  } = props;
  const strings = useUiStrings();
  const control = useFieldControl({ id: props.id });
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = (raw: string) => {
    const tags = raw
      .split(/[,\n;]+/)
      .map((tag) => tag.trim())
      .filter(Boolean);
    const next = [...values];
    let message: string | undefined;
    for (const tag of tags) {
      const refusal = next.includes(tag) ? fill(strings.tagExists, { tag }) : validate?.(tag);
      if (refusal === undefined && next.length < maxTags) next.push(tag);
      else message = refusal;
    }
    setProblem(message);
    setText(message && tags.length === 1 ? raw.trim() : '');
    if (next.length > values.length) onValuesChange(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === 'Enter' || event.key === ',') && text.trim() !== '') {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && values.length > 0) {
      onValuesChange(values.slice(0, -1));
    }
  };
  return (
    <div>
      <div
        className={classNames(
          controlStyles,
          'flex min-h-10 flex-wrap items-center gap-1.5 p-1.5 touch-height',
          disabled && 'bg-sunken',
          className,
        )}
      >
        {values.length > 0 && (
          <ul className="contents">
            {values.map((value) => (
              <Chip
                key={value}
                label={value}
                disabled={disabled}
                onRemove={() => {
                  onValuesChange(values.filter((other) => other !== value));
                  input.current?.focus();
                }}
              />
            ))}
          </ul>
        )}
        <input
          {...control}
          ref={input}
          aria-label={props['aria-label']}
          value={text}
          disabled={disabled}
          placeholder={values.length === 0 ? (placeholder ?? strings.tagHint) : undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => text.trim() !== '' && add(text)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            if (!/[,\n;]/.test(pasted)) return;
            event.preventDefault();
            add(text + pasted);
          }}
          className="h-7 min-w-28 grow bg-transparent px-1.5 outline-none placeholder:text-subtle"
        />
      </div>
      <p role="alert" className="text-[0.8125rem] text-danger-text not-empty:mt-1.5">
        {problem}
      </p>
    </div>
  );
}
