import { lazy, type ReactNode, Suspense } from 'react';
import type { MarkdownProps } from './markdown.tsx';

const load = () => import('./markdown.tsx');
const Markdown = lazy(async () => ({ default: (await load()).Markdown }));

/** Fetches the Markdown code ahead of the first answer. */
export function preloadMarkdown(): void {
  void load().catch(() => undefined);
}

/** Markdown, as plain text until its code is here. */
export function MarkdownText(props: MarkdownProps): ReactNode {
  return (
    <Suspense
      fallback={
        <div dir="auto" className="text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap">
          {props.text}
        </div>
      }
    >
      <Markdown {...props} />
    </Suspense>
  );
}
