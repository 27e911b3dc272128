import { Database, ServerCog, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../logo.tsx';
import { PreviewCard } from './preview-card.tsx';

const points = [
  { key: 'ownServers', icon: ServerCog },
  { key: 'knowledge', icon: Database },
  { key: 'governed', icon: ShieldCheck },
] as const;

/** The same deep blue in both themes, so that the orange mark always glows. */
export function BrandPanel(): ReactNode {
  const { t } = useTranslation(['auth', 'shell']);
  return (
    <aside className="relative hidden overflow-hidden bg-[#0d1320] text-[#f3f4f6] lg:flex lg:w-[46%] lg:max-w-3xl lg:shrink-0 lg:flex-col lg:justify-between lg:gap-10 lg:p-12 xl:p-16">
      <Pattern />
      <p className="relative flex items-center gap-3 text-base font-semibold tracking-[-0.01em]">
        <Logo className="size-8" />
        {t('shell:product')}
      </p>
      <div className="relative flex flex-col gap-10">
        <PreviewCard />
        <div>
          <p className="max-w-md text-3xl leading-tight font-semibold tracking-[-0.025em] text-balance">
            {t('brand.title')}
          </p>
          <ul className="mt-6 flex flex-col gap-3">
            {points.map(({ key, icon: Icon }) => (
              <li key={key} className="flex items-center gap-3 text-sm text-[#b6c0d2]">
                <Icon aria-hidden className="size-4 shrink-0 text-primary-400" />
                {t(`brand.${key}`)}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <p className="relative text-xs text-[#93a0b6]">{t('brand.footer')}</p>
    </aside>
  );
}

function Pattern(): ReactNode {
  return (
    <svg aria-hidden className="absolute inset-0 size-full">
      <defs>
        <pattern id="brand-dots" width="24" height="24" patternUnits="userSpaceOnUse">
          <circle cx="1.5" cy="1.5" r="1" fill="#94a8cc" opacity="0.16" />
        </pattern>
        <radialGradient id="brand-glow" cx="0.1" cy="1" r="0.9">
          <stop offset="0" stopColor="#f97316" stopOpacity="0.3" />
          <stop offset="0.55" stopColor="#f97316" stopOpacity="0.05" />
          <stop offset="1" stopColor="#f97316" stopOpacity="0" />
        </radialGradient>
        <radialGradient id="brand-light" cx="0.95" cy="0" r="0.8">
          <stop offset="0" stopColor="#3b82f6" stopOpacity="0.2" />
          <stop offset="1" stopColor="#3b82f6" stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="100%" height="100%" fill="url(#brand-dots)" />
      <rect width="100%" height="100%" fill="url(#brand-glow)" />
      <rect width="100%" height="100%" fill="url(#brand-light)" />
    </svg>
  );
}
