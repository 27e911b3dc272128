import { CopyButton } from '@agentforge/ui/copy-button';
import { Tooltip } from '@agentforge/ui/tooltip';
import { type ComponentProps, memo, type ReactNode, useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { CitationMark } from './citation-mark.tsx';
import { withoutOpenMark } from './citation-marks.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { citationPrefix, remarkAnswer } from './remark-answer.ts';
import { hostOf, safeAddress } from './safe-address.ts';

const plugins = [remarkGfm, remarkAnswer];

function AnswerLink({ href, children }: ComponentProps<'a'>): ReactNode {
  if (href?.startsWith(citationPrefix)) return <CitationMark index={Number(href.slice(citationPrefix.length))} />;
  if (href === undefined || !safeAddress(href)) return <span>{children}</span>;
  return (
    <Tooltip label={<bdi>{hostOf(href)}</bdi>}>
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="rounded-sm font-medium text-accent-text underline decoration-1 underline-offset-2 hover:decoration-2"
      >
        {children}
      </a>
    </Tooltip>
  );
}

/** The text inside a fence, for the copy button. */
function codeOf(children: ReactNode): string {
  if (typeof children === 'string') return children;
  if (Array.isArray(children)) return children.map(codeOf).join('');
  if (typeof children === 'object' && children !== null && 'props' in children) {
    const { props } = children;
    const inner = typeof props === 'object' && props !== null && 'children' in props ? props.children : undefined;
    return typeof inner === 'string' ? inner : '';
  }
  return '';
}

function CodeFence({ children }: ComponentProps<'pre'>): ReactNode {
  return (
    <div dir="ltr" className="relative my-3 overflow-hidden rounded-xl border border-line bg-sunken text-start">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="max-h-[32rem] overflow-auto p-4 pe-12 font-mono text-[0.8125rem] leading-relaxed focus-visible:-outline-offset-2 [&_code]:bg-transparent [&_code]:p-0"
      >
        {children}
      </pre>
      <div className="absolute end-1 top-1 rounded-lg bg-sunken">
        <CopyButton value={() => codeOf(children)} />
      </div>
    </div>
  );
}

function ScrollingTable({ children }: ComponentProps<'table'>): ReactNode {
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="my-3 max-w-full overflow-x-auto rounded-xl border border-line focus-visible:-outline-offset-2"
    >
      <table className="w-full border-collapse text-sm">{children}</table>
    </div>
  );
}

const components: Components = {
  a: AnswerLink,
  pre: CodeFence,
  table: ScrollingTable,
  // Whatever way an image comes here, it is not loaded.
  img: ({ alt }) => <span>{alt}</span>,
  // Headings of an answer stand below those of the page.
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
};

const keepAddress = (address: string): string =>
  address.startsWith(citationPrefix) || safeAddress(address) ? address : '';

const MarkdownBlock = memo(function MarkdownBlock({ text }: { text: string }): ReactNode {
  return (
    <ReactMarkdown remarkPlugins={plugins} components={components} urlTransform={keepAddress}>
      {text}
    </ReactMarkdown>
  );
});

export interface MarkdownProps {
  text: string;
  /** Still being written: an unfinished citation at the end is held back. */
  streaming?: boolean;
}

/** Markdown of a model. Nothing in it can load, run or restyle; each piece is drawn once and kept. */
export function Markdown({ text, streaming = false }: MarkdownProps): ReactNode {
  const shown = streaming ? withoutOpenMark(text) : text;
  const blocks = useMemo(() => markdownBlocks(shown), [shown]);
  return (
    <div dir="auto" className={prose}>
      {blocks.map((block, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are only ever added at the end
        <MarkdownBlock key={position} text={block} />
      ))}
    </div>
  );
}

const prose = [
  'min-w-0 text-[0.9375rem] leading-relaxed break-words [&>*:first-child]:mt-0 [&>*:last-child]:mb-0',
  '[&_p]:my-3 [&_ul]:my-3 [&_ol]:my-3 [&_ul]:list-disc [&_ol]:list-decimal [&_ul]:ps-6 [&_ol]:ps-6 [&_li]:my-1 [&_li>p]:my-1',
  '[&_h3]:mt-6 [&_h3]:mb-2 [&_h3]:text-lg [&_h3]:font-semibold [&_h4]:mt-5 [&_h4]:mb-2 [&_h4]:text-base [&_h4]:font-semibold [&_h5]:mt-4 [&_h5]:mb-1 [&_h5]:font-semibold',
  '[&_blockquote]:my-3 [&_blockquote]:border-s-2 [&_blockquote]:border-line-strong [&_blockquote]:ps-4 [&_blockquote]:text-muted',
  '[&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_code]:py-0.5 [&_code]:font-mono [&_code]:text-[0.85em]',
  '[&_hr]:my-5 [&_hr]:border-line [&_th]:bg-sunken/60 [&_th]:px-3 [&_th]:py-2 [&_th]:text-start [&_th]:font-semibold',
  '[&_td]:border-t [&_td]:border-line [&_td]:px-3 [&_td]:py-2 [&_td]:align-top [&_input[type=checkbox]]:me-2',
].join(' ');
