import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useUiLink, useUiStrings } from './ui-provider.tsx';

export interface Crumb {
  label: string;
  /** The last crumb, the page itself, has none. */
  href?: string | undefined;
}

export function Breadcrumbs({ items }: { items: readonly Crumb[] }): ReactNode {
  const Link = useUiLink();
  const strings = useUiStrings();
  return (
    <nav aria-label={strings.breadcrumbs}>
      <ol className="flex flex-wrap items-center gap-1 text-[0.8125rem] text-subtle">
        {items.map((item, position) => (
          <li key={item.label} className="flex min-w-0 items-center gap-1">
            {position > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />}
            {item.href ? (
              <Link href={item.href} className="truncate rounded-sm py-1 hover:text-foreground hover:underline">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate py-1 text-muted">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
