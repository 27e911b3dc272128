import { Avatar } from '@agentforge/ui/avatar';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { CopyButton } from '@agentforge/ui/copy-button';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@agentforge/ui/dropdown-menu';
import { IconButton } from '@agentforge/ui/icon-button';
import { Kbd } from '@agentforge/ui/kbd';
import { StatusDot } from '@agentforge/ui/status-dot';
import { ArrowRight, Copy, Ellipsis, Pencil, Plus, Settings, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Row, Section } from './section.tsx';

export function ActionsGallery(): ReactNode {
  return (
    <>
      <Section title="Buttons">
        <Row>
          <Button icon={Plus}>Create agent</Button>
          <Button variant="secondary">Secondary</Button>
          <Button variant="outline">Outline</Button>
          <Button variant="ghost">Ghost</Button>
          <Button variant="danger" icon={Trash2}>
            Delete
          </Button>
        </Row>
        <Row>
          <Button size="sm">Small</Button>
          <Button size="lg" iconEnd={ArrowRight}>
            Large
          </Button>
          <Button loading>Saving</Button>
          <Button disabled>Disabled</Button>
          <Button asChild variant="outline">
            <a href="/gallery">As a link to the gallery</a>
          </Button>
        </Row>
        <Row>
          <IconButton icon={Settings} label="Settings" />
          <IconButton icon={Pencil} label="Edit" variant="outline" size="sm" />
          <CopyButton value="text" />
          <CopyButton value="text" label="Copy key" />
          <DropdownMenu trigger={<IconButton icon={Ellipsis} label="More" variant="outline" tooltip={false} />}>
            <MenuLabel>Agent</MenuLabel>
            <MenuItem icon={Pencil}>Edit</MenuItem>
            <MenuItem icon={Copy} trailing={<Kbd>⌘ D</Kbd>}>
              Duplicate
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={Trash2} danger>
              Delete
            </MenuItem>
          </DropdownMenu>
        </Row>
      </Section>
      <Section title="Marks">
        <Row>
          <Badge>Draft</Badge>
          <Badge tone="accent">Beta</Badge>
          <Badge tone="success">Published</Badge>
          <Badge tone="warning">Needs approval</Badge>
          <Badge tone="danger">Failed</Badge>
          <Badge tone="info">Version 4</Badge>
        </Row>
        <Row>
          <StatusDot tone="success" label="Ready" />
          <StatusDot tone="info" label="Processing" pulse />
          <StatusDot tone="danger" label="Failed" />
          <StatusDot label="Off" />
        </Row>
        <Row>
          <Avatar name="Ada Lovelace" size="xs" />
          <Avatar name="Grace Hopper" size="sm" />
          <Avatar name="Support" icon="🤖" />
          <Avatar name="Acme" size="lg" />
          <Kbd>⌘ K</Kbd>
          <Kbd>Esc</Kbd>
        </Row>
      </Section>
    </>
  );
}
