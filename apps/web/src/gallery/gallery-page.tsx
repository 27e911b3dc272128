import { Badge } from '@agentforge/ui/badge';
import { IconButton } from '@agentforge/ui/icon-button';
import { PageHeader } from '@agentforge/ui/page-header';
import { Languages, SunMoon } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { changeLanguage } from '../shared/i18n/setup.ts';
import { DocumentTitle } from '../shared/page.tsx';
import { setTheme } from '../shared/theme.ts';
import { ActionsGallery } from './actions-gallery.tsx';
import { FeedbackGallery } from './feedback-gallery.tsx';
import { InputsGallery } from './inputs-gallery.tsx';
import { LayoutGallery } from './layout-gallery.tsx';
import { OverlaysGallery } from './overlays-gallery.tsx';
import { SchemaGallery } from './schema-gallery.tsx';

const parts = {
  actions: ActionsGallery,
  inputs: InputsGallery,
  feedback: FeedbackGallery,
  layout: LayoutGallery,
  schema: SchemaGallery,
  overlays: OverlaysGallery,
} as const;

/** All primitives: `?theme=dark&language=ar&part=inputs&open=modal` for pictures. */
export function GalleryPage(): ReactNode {
  const [search] = useSearchParams();
  const { i18n } = useTranslation();
  const theme = search.get('theme');
  const language = search.get('language');
  const wanted = search.get('part');
  useEffect(() => {
    if (theme) setTheme(theme === 'dark' ? 'dark' : 'light');
    if (language) void changeLanguage(language === 'ar' ? 'ar' : 'en');
  }, [theme, language]);
  return (
    <div className="mx-auto max-w-6xl px-4 py-8 sm:px-6">
      <DocumentTitle title="Gallery" />
      <PageHeader
        title="Primitives"
        description="Every component of the interface in one place."
        breadcrumbs={[{ label: 'Development', href: '/gallery' }, { label: 'Primitives' }]}
        meta={<Badge tone="accent">dev</Badge>}
        actions={
          <>
            <IconButton
              icon={SunMoon}
              label="Change theme"
              variant="outline"
              onClick={() => setTheme(document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark')}
            />
            <IconButton
              icon={Languages}
              label="Change language"
              variant="outline"
              onClick={() => void changeLanguage(i18n.language === 'ar' ? 'en' : 'ar')}
            />
          </>
        }
      />
      <div className="grid items-start gap-8 lg:grid-cols-2 [&>*]:min-w-0">
        {Object.entries(parts).map(([name, Part]) => (!wanted || wanted === name) && <Part key={name} />)}
      </div>
    </div>
  );
}
