import type { locator } from '@agentforge/contracts/knowledge/schemas';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';

/** Where a passage stands, in words: "Page 3 · Leave and holidays". Empty when only offsets are known. */
export function useLocatorText(): (place: z.output<typeof locator>) => string {
  const { t } = useTranslation('chat');
  return ({ page, section, row }) =>
    [
      page === undefined ? '' : t('locator.page', { page }),
      section ?? '',
      row === undefined ? '' : t('locator.row', { row }),
    ]
      .filter(Boolean)
      .join(' · ');
}
