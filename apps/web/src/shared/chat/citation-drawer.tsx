import { getDocument, getDocumentContent } from '@agentforge/contracts/knowledge/endpoints';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Drawer } from '@agentforge/ui/drawer';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleHelp, ExternalLink, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { client } from '../client.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { useSession } from '../session.tsx';
import type { ChatCitation } from './chat-state.ts';
import { HighlightedText } from './highlighted-text.tsx';
import { useLocatorText } from './use-locator-text.ts';

const surroundings = 700;

/** Where an answer took something from: the passage in its document, with the quote marked. */
export function CitationDrawer({
  citation,
  onClose,
}: {
  citation: ChatCitation | undefined;
  onClose: () => void;
}): ReactNode {
  // Keeps the content while the drawer slides out.
  const [last, setLast] = useState(citation);
  if (citation && citation !== last) setLast(citation);
  const shown = citation ?? last;
  const { t } = useTranslation('chat');
  const describe = useLocatorText();
  if (!shown) return null;
  return (
    <Drawer
      open={citation !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={<bdi>{shown.title || t('citation.untitled')}</bdi>}
      description={describe(shown.locator) || t('citation.description', { index: shown.index })}
    >
      <div className="flex flex-col gap-5">
        <SupportNotice supported={shown.supported} />
        {shown.quote && (
          <blockquote dir="auto" className="border-s-2 border-accent-text ps-4 text-sm text-foreground">
            {shown.quote}
          </blockquote>
        )}
        <Surroundings citation={shown} />
      </div>
    </Drawer>
  );
}

function SupportNotice({ supported }: { supported: boolean | null }): ReactNode {
  const { t } = useTranslation('chat');
  if (supported === null) {
    return (
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <Badge icon={CircleHelp}>{t('citation.unchecked')}</Badge>
        {t('citation.uncheckedText')}
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
      <Badge tone={supported ? 'success' : 'danger'} icon={supported ? CircleCheck : TriangleAlert}>
        {t(supported ? 'citation.supported' : 'citation.unsupported')}
      </Badge>
      {t(supported ? 'citation.supportedText' : 'citation.unsupportedText')}
    </p>
  );
}

function Surroundings({ citation }: { citation: ChatCitation }): ReactNode {
  const { t } = useTranslation('chat');
  const { can } = useSession();
  const { document_id: id, locator } = citation;
  const start = Math.max(0, locator.start - surroundings);
  const readable = can('kb:read');
  const content = useQuery({
    queryKey: ['documents', id, 'content', start, locator.end + surroundings],
    queryFn: ({ signal }) =>
      client.call(getDocumentContent, {
        params: { document_id: id },
        query: { start, end: locator.end + surroundings },
        signal,
      }),
    enabled: readable,
    staleTime: 300_000,
  });
  const document = useQuery({
    queryKey: ['documents', id],
    queryFn: ({ signal }) => client.call(getDocument, { params: { document_id: id }, signal }),
    enabled: readable,
    staleTime: 60_000,
  });
  if (!readable) return <p className="text-sm text-muted">{t('citation.noAccess')}</p>;
  if (content.isPending) return <SkeletonText lines={8} />;
  if (content.error) return <ErrorNotice error={content.error} onRetry={() => void content.refetch()} />;
  return (
    <section aria-label={t('citation.inDocument')} className="flex flex-col gap-3">
      <h3 className="text-sm font-semibold">{t('citation.inDocument')}</h3>
      <HighlightedText
        text={content.data.text}
        offset={content.data.start}
        quote={citation.quote}
        place={locator}
        cutStart={content.data.start > 0}
        cutEnd={content.data.end < content.data.total}
      />
      {document.data && (
        <Button asChild variant="outline" iconEnd={ExternalLink} className="self-start">
          <Link to={`/knowledge/${document.data.knowledge_base_id}/documents/${id}#${locator.start}-${locator.end}`}>
            {t('citation.openDocument')}
          </Link>
        </Button>
      )}
    </section>
  );
}
