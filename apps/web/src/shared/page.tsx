import { classNames } from '@agentforge/ui/class-names';
import { PageHeader, type PageHeaderProps } from '@agentforge/ui/page-header';
import { type ReactNode, useEffect } from 'react';

/** `AgentForge` behind the page's own name in the tab and the history. */
export function DocumentTitle({ title }: { title: string }): ReactNode {
  return <title>{`${title} · AgentForge`}</title>;
}

export interface PageProps extends Omit<PageHeaderProps, 'title'> {
  /** Heading and document title. */
  title: string;
  /** Reading width for forms and text; `wide` for lists and tables. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** The frame of an ordinary page: document title, header, width, and focus on the heading after navigation. */
export function Page({ title, width = 'wide', children, ...header }: PageProps): ReactNode {
  useFocusHeading();
  return (
    <div
      className={classNames(
        'mx-auto w-full px-4 py-6 sm:px-6 sm:py-8 lg:px-8',
        width === 'narrow' ? 'max-w-3xl' : 'max-w-7xl',
      )}
    >
      <DocumentTitle title={title} />
      <PageHeader {...header} title={title} />
      {children}
    </div>
  );
}

/** The shell puts the focus on `main` when the address changes; a page that comes later takes it to its heading. */
function useFocusHeading(): void {
  useEffect(() => {
    if (document.activeElement?.id === 'main') document.querySelector<HTMLElement>('[data-page-title]')?.focus();
  }, []);
}
