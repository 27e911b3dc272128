import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import { classNames } from './class-names.tsx';

export interface PageHeaderProps {
  /** The page's only `h1`. */
  title: ReactNode;
  description?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  /** Before the title, for example an `Avatar`. */
  leading?: ReactNode;
  /** After the title, for example a `Badge`. */
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

export function PageHeader({
  title,
  description,
  breadcrumbs,
  leading,
  meta,
  actions,
  className,
}: PageHeaderProps): ReactNode {
  return (
    <header className={classNames('mb-6 flex flex-col gap-2 sm:mb-8', className)}>
      {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 items-start gap-4">
          {leading}
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {/* Focus lands here after a change of route. */}
              <h1
                data-page-title
                tabIndex={-1}
                className="text-2xl leading-tight font-semibold tracking-[-0.015em] text-balance outline-none"
              >
                {title}
              </h1>
              {meta}
            </div>
            {description && <p className="mt-1 max-w-2xl text-sm text-muted">{description}</p>}
          </div>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
