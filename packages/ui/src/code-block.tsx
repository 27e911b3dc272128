import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { CopyButton } from './copy-button.tsx';

export interface CodeBlockProps {
  code: string;
  /** Shown in the corner: "curl", "JSON", a file name. */
  title?: string;
  wrap?: boolean;
  /** CSS length after which it scrolls. */
  maxHeight?: string;
  className?: string;
}

/** Always left to right, without highlighting. */
export function CodeBlock({ code, title, wrap, maxHeight = '24rem', className }: CodeBlockProps): ReactNode {
  return (
    <div
      dir="ltr"
      className={classNames('relative overflow-hidden rounded-xl border border-line bg-sunken text-start', className)}
    >
      {title && <div className="border-b border-line px-4 py-2 pe-12 text-xs text-subtle">{title}</div>}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        style={{ maxHeight }}
        className={classNames(
          'overflow-auto rounded-xl p-4 pe-12 font-mono text-[0.8125rem] leading-relaxed focus-visible:-outline-offset-2',
          wrap && 'break-words whitespace-pre-wrap',
        )}
      >
        <code>{code}</code>
      </pre>
      <div className="absolute end-1 top-1 rounded-lg bg-sunken">
        <CopyButton value={code} />
      </div>
    </div>
  );
}
