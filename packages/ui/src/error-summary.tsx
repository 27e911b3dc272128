import { type ReactNode, useEffect, useRef } from 'react';
import { Alert } from './alert.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface SummaryError {
  /** The id handed to the field's `Field id`; the entry then links to it. */
  fieldId?: string | undefined;
  message: string;
}

export interface ErrorSummaryProps {
  errors: readonly SummaryError[];
  title?: string;
}

/** Lists what is wrong above a form and takes the focus when errors appear. */
export function ErrorSummary({ errors, title }: ErrorSummaryProps): ReactNode {
  const strings = useUiStrings();
  const box = useRef<HTMLDivElement>(null);
  const count = errors.length;
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [count]);
  if (count === 0) return null;
  const jump = (fieldId: string) => document.getElementById(fieldId)?.focus();
  return (
    <div ref={box} tabIndex={-1} className="rounded-xl outline-none">
      <Alert tone="danger" title={title ?? strings.errorsTitle}>
        <ul className="mt-1 list-disc space-y-0.5 ps-4">
          {errors.map(({ fieldId, message }) => (
            <li key={`${fieldId}${message}`}>
              {fieldId ? (
                <button type="button" className="text-start underline underline-offset-2" onClick={() => jump(fieldId)}>
                  {message}
                </button>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}
