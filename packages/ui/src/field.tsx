import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, useContext, useId, useMemo } from 'react';
import { classNames } from './class-names.tsx';
import { useUiStrings } from './ui-provider.tsx';

interface FieldWiring {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldWiring | undefined>(undefined);

export interface FieldProps {
  label: ReactNode;
  /** Help that stays visible. */
  hint?: ReactNode;
  /** The message of this field's error; marks the control invalid. */
  error?: string | undefined;
  required?: boolean | undefined;
  /** Adds "optional" after the label. */
  optional?: boolean | undefined;
  /** Keep the label for screen readers only. */
  hideLabel?: boolean | undefined;
  /** For groups (cards, tags, rows): the label names the group instead of one control. */
  group?: boolean | undefined;
  /** Something at the end of the label row, for example a link. */
  action?: ReactNode;
  /** Fixes the control's id, so that an error summary can point at it. */
  id?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** Label, hint and error around one control; every control of this package picks the wiring up by itself. */
export function Field(props: FieldProps): ReactNode {
  const { label, hint, error, required, optional, hideLabel, group, action, className, children } = props;
  const generated = useId();
  const id = props.id ?? generated;
  const wiring = useMemo<FieldWiring>(() => {
    const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
    return {
      id,
      labelId: `${id}-label`,
      describedBy: described || undefined,
      invalid: Boolean(error),
      required: Boolean(required),
    };
  }, [id, hint, error, required]);
  const labelClass = classNames('text-sm font-medium text-foreground', hideLabel && 'sr-only');
  const text = <FieldLabelText label={label} required={required} optional={optional} />;
  const help = hint && (
    <p id={`${id}-hint`} className={classNames('text-[0.8125rem] text-subtle', group && '-mt-1 mb-1')}>
      {hint}
    </p>
  );
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1.5', className)}>
      <div className={classNames('flex items-baseline justify-between gap-2', hideLabel && !action && 'contents')}>
        {group ? (
          <span id={wiring.labelId} className={labelClass}>
            {text}
          </span>
        ) : (
          <label id={wiring.labelId} htmlFor={id} className={labelClass}>
            {text}
          </label>
        )}
        {action && <span className="text-sm">{action}</span>}
      </div>
      {group && help}
      <FieldContext value={wiring}>{children}</FieldContext>
      {!group && help}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-[0.8125rem] text-danger-text">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}

function FieldLabelText({ label, required, optional }: Pick<FieldProps, 'label' | 'required' | 'optional'>): ReactNode {
  const strings = useUiStrings();
  return (
    <>
      {label}
      {required && (
        <>
          <span aria-hidden className="ms-0.5 text-danger-text">
            *
          </span>
          <span className="sr-only"> ({strings.required})</span>
        </>
      )}
      {optional && <span className="ms-1.5 font-normal text-subtle">({strings.optional})</span>}
    </>
  );
}

interface ControlProps {
  id?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling' | undefined;
  'aria-required'?: boolean | 'true' | 'false' | undefined;
  'aria-labelledby'?: string | undefined;
}

/** Attributes a labelled control takes from the `Field` around it; own attributes win. */
export function useFieldControl(own: ControlProps): ControlProps {
  const wiring = useContext(FieldContext);
  if (!wiring) return {};
  return {
    id: own.id ?? wiring.id,
    'aria-describedby': [own['aria-describedby'], wiring.describedBy].filter(Boolean).join(' ') || undefined,
    'aria-invalid': own['aria-invalid'] ?? (wiring.invalid || undefined),
    'aria-required': own['aria-required'] ?? (wiring.required || undefined),
  };
}

/** The same for a group of controls (`role="group"`, `radiogroup`): named by the field's label. */
export function useFieldGroup(own: ControlProps = {}): ControlProps {
  const control = useFieldControl(own);
  const wiring = useContext(FieldContext);
  return wiring ? { ...control, 'aria-labelledby': own['aria-labelledby'] ?? wiring.labelId } : control;
}
