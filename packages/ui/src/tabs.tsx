import type { LucideIcon } from 'lucide-react';
import { Tabs as RadixTabs } from 'radix-ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names.tsx';

export interface Tab {
  value: string;
  label: string;
  icon?: LucideIcon | undefined;
  count?: number | undefined;
  disabled?: boolean | undefined;
}

export interface TabsProps {
  tabs: readonly Tab[];
  value: string;
  onValueChange: (value: string) => void;
  /** Accessible name of the row of tabs. */
  label: string;
  /** `TabPanel`s, one per tab. */
  children: ReactNode;
  className?: string;
}

/** Controlled, so that the tab can live in the address. Scrolls sideways on a phone. */
export function Tabs({ tabs, value, onValueChange, label, children, className }: TabsProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const position = tabs.findIndex((tab) => tab.value === value);
  useEffect(() => {
    // On a phone the chosen tab may lie outside of the row. jsdom does not scroll.
    list.current?.children[position]?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [position]);
  return (
    <RadixTabs.Root value={value} onValueChange={onValueChange} className={className}>
      <RadixTabs.List
        ref={list}
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none] max-sm:-mx-4 max-sm:px-4"
      >
        {tabs.map((tab) => (
          <TabButton key={tab.value} tab={tab} />
        ))}
      </RadixTabs.List>
      {children}
    </RadixTabs.Root>
  );
}

function TabButton({ tab }: { tab: Tab }): ReactNode {
  const Icon = tab.icon;
  return (
    <RadixTabs.Trigger
      value={tab.value}
      {...(tab.disabled ? { disabled: true } : {})}
      className={classNames(
        '-mb-px inline-flex h-10 shrink-0 items-center gap-2 rounded-t-md border-b-2 border-transparent px-3 text-sm font-medium text-muted transition-colors touch-height',
        'hover:text-foreground data-[state=active]:border-accent-text data-[state=active]:text-foreground disabled:opacity-50',
        'focus-visible:-outline-offset-2',
      )}
    >
      {Icon && <Icon aria-hidden className="size-4" />}
      {tab.label}
      {tab.count !== undefined && (
        <span className="rounded-full bg-selected px-1.5 text-xs text-muted tabular-nums">{tab.count}</span>
      )}
    </RadixTabs.Trigger>
  );
}

export interface TabPanelProps {
  value: string;
  /** Stay in the page while another tab is shown, so that input is not lost. */
  keepMounted?: boolean;
  children: ReactNode;
  className?: string;
}

export function TabPanel({ value, keepMounted, children, className }: TabPanelProps): ReactNode {
  return (
    <RadixTabs.Content
      value={value}
      {...(keepMounted ? { forceMount: true as const } : {})}
      className={classNames('rounded-lg pt-6 data-[state=inactive]:hidden', className)}
    >
      {children}
    </RadixTabs.Content>
  );
}
