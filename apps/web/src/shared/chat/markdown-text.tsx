import { type ReactNode, useEffect, useState } from 'react';
import type { Markdown, MarkdownProps } from './markdown.tsx';

let loaded: typeof Markdown | undefined;

async function load(): Promise<typeof Markdown> {
  loaded ??= (await import('./markdown.tsx')).Markdown;
  return loaded;
}

/** Fetches the Markdown code ahead of the first answer. */
export function preloadMarkdown(): void {
  void load().catch(() => undefined);
}

/** Markdown, as plain text until its code is here. Not `lazy`: that would show plain text for a moment each time. */
export function MarkdownText(props: MarkdownProps): ReactNode {
  const [Draw, setDraw] = useState(() => loaded);
  useEffect(() => {
    let shown = true;
    if (!Draw)
      void load().then(
        (found) => shown && setDraw(() => found),
        () => undefined,
      );
    return () => {
      shown = false;
    };
  }, [Draw]);
  if (Draw) return <Draw {...props} />;
  return (
    <div dir="auto" className="text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap">
      {props.text}
    </div>
  );
}
