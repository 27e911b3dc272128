import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Progress } from '@agentforge/ui/progress';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { toast } from '@agentforge/ui/toast';
import { Bot } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { Row, Section } from './section.tsx';

export function FeedbackGallery(): ReactNode {
  const [search] = useSearchParams();
  const open = search.get('open') === 'toast';
  useEffect(() => {
    if (!open) return;
    toast.success('Agent published', { description: 'Version 4 is live.', id: 'gallery' });
    toast.error('The model did not answer', {
      action: { label: 'Try again', onClick: () => undefined },
      id: 'gallery-error',
    });
  }, [open]);
  return (
    <>
      <Section title="Messages">
        <Alert tone="info" title="The demo model is in use">
          It works without a key and shows what the product does.
        </Alert>
        <Alert tone="success" title="Connection works" />
        <Alert
          tone="warning"
          title="Saving will re-index 214 pages"
          actions={<Button size="sm">Save and re-index</Button>}
        >
          Search keeps answering from the old index until the new one is ready.
        </Alert>
        <Alert tone="danger" title="The API refused the key" onDismiss={() => undefined}>
          Replace the key in the tool's settings and test again.
        </Alert>
        <Row>
          <Button
            variant="outline"
            size="sm"
            onClick={() => toast.success('Agent published', { description: 'Version 4 is live.' })}
          >
            Success toast
          </Button>
          <Button variant="outline" size="sm" onClick={() => toast.error('The model did not answer')}>
            Error toast
          </Button>
        </Row>
      </Section>
      <Section title="Waiting and nothing">
        <Progress label="Indexing handbook.pdf" value={64} showLabel />
        <Progress label="Connecting" value={null} />
        <SkeletonText />
        <EmptyState
          icon={Bot}
          title="No agents yet"
          text="Describe a goal and AgentForge proposes the model, the tools and the guardrails."
          action={<Button>Create your first agent</Button>}
        />
      </Section>
    </>
  );
}
