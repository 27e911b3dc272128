import { Button } from '@agentforge/ui/button';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { Drawer } from '@agentforge/ui/drawer';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Modal } from '@agentforge/ui/modal';
import { Popover } from '@agentforge/ui/popover';
import { Tooltip } from '@agentforge/ui/tooltip';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Row, Section } from './section.tsx';

export function OverlaysGallery(): ReactNode {
  const [search] = useSearchParams();
  const [open, setOpen] = useState(search.get('open') ?? '');
  const props = (name: string) => ({ open: open === name, onOpenChange: (next: boolean) => setOpen(next ? name : '') });
  const footer = (
    <>
      <Button variant="outline" onClick={() => setOpen('')}>
        Cancel
      </Button>
      <Button onClick={() => setOpen('')}>Invite</Button>
    </>
  );
  const form = (
    <div className="flex flex-col gap-5">
      <Field label="E-mail" required>
        <Input type="email" placeholder="name@company.com" />
      </Field>
      <Field label="Note" optional>
        <Input />
      </Field>
    </div>
  );
  return (
    <Section title="Overlays">
      <Row>
        {['modal', 'drawer', 'confirm'].map((name) => (
          <Button key={name} variant="outline" onClick={() => setOpen(name)}>
            {name}
          </Button>
        ))}
        <Popover trigger={<Button variant="outline">popover</Button>}>
          <p className="w-56">Free content beside a button.</p>
        </Popover>
        <Tooltip label="A short hint">
          <Button variant="outline">tooltip</Button>
        </Tooltip>
      </Row>
      <Modal {...props('modal')} title="Invite a person" description="They get an e-mail with a link." footer={footer}>
        {form}
      </Modal>
      <Drawer
        {...props('drawer')}
        title="Invite a person"
        description="They get an e-mail with a link."
        footer={footer}
      >
        {form}
      </Drawer>
      <ConfirmDialog
        {...props('confirm')}
        title="Delete “Support assistant”?"
        description="Its 14 conversations and its memory go with it. This cannot be undone."
        confirmLabel="Delete agent"
        typeToConfirm="Support assistant"
        onConfirm={() => new Promise((resolve) => setTimeout(resolve, 800))}
      />
    </Section>
  );
}
