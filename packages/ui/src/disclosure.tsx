import { ChevronRight } from 'lucide-react';
import { Collapsible, Accordion as RadixAccordion } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { classNames } from './class-names.tsx';

const chevron =
  'size-4 shrink-0 text-subtle transition-transform group-data-[state=open]:rotate-90 rtl:-scale-x-100 rtl:group-data-[state=open]:scale-x-100';

export interface DisclosureProps {
  title: ReactNode;
  /** Shown at the end of the row while closed and open. */
  trailing?: ReactNode;
  defaultOpen?: boolean;
  children: ReactNode;
  className?: string;
}

/** One part that can be folded away: "Advanced". */
export function Disclosure({ title, trailing, defaultOpen = false, children, className }: DisclosureProps): ReactNode {
  const [open, setOpen] = useState(defaultOpen);
  return (
    <Collapsible.Root open={open} onOpenChange={setOpen} className={className}>
      <Collapsible.Trigger className="group flex w-full items-center gap-2 rounded-md py-1.5 text-start text-sm font-medium touch-height">
        <ChevronRight aria-hidden className={chevron} />
        <span className="min-w-0 grow">{title}</span>
        {trailing}
      </Collapsible.Trigger>
      <Collapsible.Content className="pt-3 data-[state=open]:animate-fade-in">{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}

export interface AccordionItem {
  value: string;
  title: ReactNode;
  content: ReactNode;
  trailing?: ReactNode;
}

/** Several foldable parts in one frame; `multiple` lets more than one be open. */
export function Accordion({
  items,
  multiple = true,
  className,
}: {
  items: readonly AccordionItem[];
  multiple?: boolean;
  className?: string;
}): ReactNode {
  const content = items.map((item) => (
    <RadixAccordion.Item key={item.value} value={item.value} className="border-b border-line last:border-b-0">
      <RadixAccordion.Header>
        <RadixAccordion.Trigger className="group flex w-full items-center gap-2 px-4 py-3 text-start text-sm font-medium hover:bg-hover focus-visible:-outline-offset-2">
          <ChevronRight aria-hidden className={chevron} />
          <span className="min-w-0 grow">{item.title}</span>
          {item.trailing}
        </RadixAccordion.Trigger>
      </RadixAccordion.Header>
      <RadixAccordion.Content className="px-4 pt-1 pb-4 ps-10 text-sm text-muted data-[state=open]:animate-fade-in">
        {item.content}
      </RadixAccordion.Content>
    </RadixAccordion.Item>
  ));
  const frame = classNames('overflow-hidden rounded-xl border border-line bg-surface', className);
  if (multiple)
    return (
      <RadixAccordion.Root type="multiple" className={frame}>
        {content}
      </RadixAccordion.Root>
    );
  return (
    <RadixAccordion.Root type="single" collapsible className={frame}>
      {content}
    </RadixAccordion.Root>
  );
}
