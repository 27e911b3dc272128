import { Shuffle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatFallback } from './chat-state.ts';

/** Says quietly that another model than the chosen one wrote the answer. */
export function FallbackNotice({ fallbacks }: { fallbacks: readonly ChatFallback[] }): ReactNode {
  const { t } = useTranslation('chat');
  if (fallbacks.length === 0) return null;
  return (
    <ul aria-label={t('fallback.label')} className="mt-3 flex flex-col gap-1 text-[0.8125rem] text-muted">
      {fallbacks.map(({ from, to }) => (
        <li key={`${from} ${to}`} className="flex items-start gap-2">
          <Shuffle aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{t('fallback.text', { from, to })}</span>
        </li>
      ))}
    </ul>
  );
}
