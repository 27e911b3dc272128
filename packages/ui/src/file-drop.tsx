import { UploadCloud } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldControl } from './field.tsx';
import { fill, type UiStrings, useUiStrings } from './ui-provider.tsx';

export interface FileDropProps {
  /** Accepted files only; what was refused is said below the area. */
  onFiles: (files: File[]) => void;
  /** As in `<input accept>`: `.pdf,.docx,image/*`. */
  accept?: string;
  multiple?: boolean;
  maxBytes?: number;
  maxFiles?: number;
  /** Kinds and limits in words. */
  hint?: ReactNode;
  title?: string;
  disabled?: boolean;
  className?: string;
}

function sizeText(bytes: number): string {
  return bytes >= 1048576 ? `${Math.round(bytes / 1048576)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`;
}

/** True when a file fits an `accept` list; an empty list takes all. */
export function accepts(accept: string | undefined, file: { name: string; type: string }): boolean {
  const rules = (accept ?? '')
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .filter(Boolean);
  if (rules.length === 0) return true;
  const name = file.name.toLowerCase();
  const type = file.type.toLowerCase();
  return rules.some((rule) => {
    if (rule.startsWith('.')) return name.endsWith(rule);
    return rule.endsWith('/*') ? type.startsWith(rule.slice(0, -1)) : type === rule;
  });
}

function sort(files: readonly File[], props: FileDropProps, strings: UiStrings): { taken: File[]; refused: string[] } {
  const refused: string[] = [];
  const fitting = files.filter((file) => {
    if (!accepts(props.accept, file)) refused.push(fill(strings.fileWrongType, { name: file.name }));
    else if (props.maxBytes !== undefined && file.size > props.maxBytes) {
      refused.push(fill(strings.fileTooLarge, { name: file.name, limit: sizeText(props.maxBytes) }));
    } else return true;
    return false;
  });
  const limit = props.multiple === false ? 1 : (props.maxFiles ?? fitting.length);
  if (fitting.length > limit) refused.push(fill(strings.tooManyFiles, { count: limit }));
  return { taken: fitting.slice(0, limit), refused };
}

/** Drop, click or press Enter to choose files. */
export function FileDrop(props: FileDropProps): ReactNode {
  const { accept, multiple = true, hint, title, disabled = false, className } = props;
  const strings = useUiStrings();
  const control = useFieldControl({});
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refusals, setRefusals] = useState<string[]>([]);
  const take = (files: readonly File[]) => {
    const { taken, refused } = sort(files, props, strings);
    setRefusals(refused);
    if (taken.length > 0) props.onFiles(taken);
  };
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside && !disabled);
  };
  return (
    <div className={className}>
      <button
        type="button"
        {...control}
        disabled={disabled}
        onClick={() => input.current?.click()}
        onDragEnter={(event) => drag(event, true)}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          if (!disabled) take(Array.from(event.dataTransfer.files));
        }}
        className={classNames(
          'flex w-full flex-col items-center gap-1 rounded-xl border border-dashed border-control bg-surface px-6 py-8 text-center transition-colors hover:border-subtle hover:bg-hover/50',
          'disabled:cursor-not-allowed disabled:opacity-50',
          over && 'border-ring bg-accent-soft',
        )}
      >
        <span className="pointer-events-none mb-2 grid size-10 place-items-center rounded-lg border border-line bg-raised text-muted">
          <UploadCloud aria-hidden className="size-5" />
        </span>
        <span className="pointer-events-none text-sm font-medium">
          {over ? strings.dropHere : (title ?? strings.dropFiles)}
        </span>
        {hint && <span className="pointer-events-none text-[0.8125rem] text-subtle">{hint}</span>}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take(Array.from(event.target.files ?? []));
          event.target.value = '';
        }}
      />
      <ul role="alert" className="text-[0.8125rem] text-danger-text not-empty:mt-2">
        {refusals.map((refusal) => (
          <li key={refusal}>{refusal}</li>
        ))}
      </ul>
    </div>
  );
}
