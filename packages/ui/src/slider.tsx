import { Slider as RadixSlider } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldControl, useFieldGroup } from './field.tsx';
import { controlStyles } from './input.tsx';

export interface SliderProps {
  value: number;
  onValueChange: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  /** Words under both ends: `['Precise', 'Creative']`. */
  ends?: readonly [string, string];
  unit?: string;
  disabled?: boolean;
  'aria-label'?: string;
  className?: string;
}

/** A slider with its number beside it; both can be edited. */
export function Slider(props: SliderProps): ReactNode {
  const { value, onValueChange, min = 0, max = 100, step = 1, ends, unit, disabled = false, className } = props;
  const group = useFieldGroup();
  return (
    <div className={classNames('flex flex-col gap-1', className)}>
      <div className="flex items-center gap-4">
        <RadixSlider.Root
          value={[value]}
          onValueChange={([next]) => next !== undefined && onValueChange(next)}
          min={min}
          max={max}
          step={step}
          disabled={disabled}
          className="relative flex h-10 grow touch-none select-none items-center data-disabled:opacity-50"
        >
          <RadixSlider.Track className="relative h-1.5 grow rounded-full bg-selected">
            <RadixSlider.Range className="absolute h-full rounded-full bg-accent" />
          </RadixSlider.Track>
          <RadixSlider.Thumb
            aria-label={props['aria-label']}
            aria-labelledby={group['aria-labelledby']}
            aria-describedby={group['aria-describedby']}
            className="block size-5 rounded-full border-2 border-accent bg-surface shadow-card transition-[scale] hover:scale-110"
          />
        </RadixSlider.Root>
        <NumberBox {...{ value, onValueChange, min, max, step, disabled, unit }} label={props['aria-label']} />
      </div>
      {ends && (
        <div aria-hidden className="flex justify-between text-xs text-subtle">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
    </div>
  );
}

interface NumberBoxProps
  extends Required<Pick<SliderProps, 'value' | 'onValueChange' | 'min' | 'max' | 'step' | 'disabled'>> {
  unit: string | undefined;
  label: string | undefined;
}

/** Keeps half-typed text ("0.") until it is left; out-of-range numbers go to the nearest end. */
function NumberBox({ value, onValueChange, min, max, step, disabled, unit, label }: NumberBoxProps): ReactNode {
  const control = useFieldControl({});
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const settle = () => {
    const number = Number.parseFloat(text);
    const next = Number.isNaN(number) ? value : Math.min(max, Math.max(min, number));
    setText(String(next));
    if (next !== value) onValueChange(next);
  };
  return (
    <span className="flex items-center gap-1.5 text-sm text-subtle">
      <input
        {...control}
        type="number"
        inputMode="decimal"
        aria-label={label}
        dir="ltr"
        {...{ min, max, step, disabled }}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
        className={classNames(controlStyles, 'h-9 w-20 px-2.5 text-center tabular-nums touch-height')}
      />
      {unit}
    </span>
  );
}
