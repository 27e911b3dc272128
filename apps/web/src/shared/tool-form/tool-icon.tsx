import { classNames } from '@agentforge/ui/class-names';
import {
  BookOpen,
  Bot,
  Braces,
  CalendarClock,
  Code,
  Database,
  FileSpreadsheet,
  FileText,
  Globe,
  type LucideIcon,
  Mail,
  MessageSquare,
  Plug,
  Search,
  Table2,
  Webhook,
  Wrench,
  Zap,
} from 'lucide-react';
import type { ReactNode } from 'react';

/** By the words that manifests and type names use; the first that fits wins. */
const icons: readonly (readonly [RegExp, LucideIcon])[] = [
  [/webhook/, Webhook],
  [/mail|smtp/, Mail],
  [/slack|teams|message|chat|sms|whatsapp|discord/, MessageSquare],
  [/spreadsheet|excel|csv/, FileSpreadsheet],
  [/table/, Table2],
  [/database|sql|postgres|mongo/, Database],
  [/search/, Search],
  [/knowledge|book/, BookOpen],
  [/website|globe|web|browser|scrap/, Globe],
  [/document|file|pdf/, FileText],
  [/calendar|schedule|clock/, CalendarClock],
  [/code|python|javascript/, Code],
  [/mcp|plug/, Plug],
  [/agent|bot/, Bot],
  [/json|api|braces/, Braces],
  [/zap|automation|zapier|n8n/, Zap],
];

export function toolIcon(type: string, icon = ''): LucideIcon {
  const words = `${icon} ${type}`.toLowerCase();
  return icons.find(([pattern]) => pattern.test(words))?.[1] ?? Wrench;
}

/** A tool's sign in a rounded square; an emoji of the manifest stays an emoji. */
export function ToolIcon({ type, icon, className }: { type: string; icon?: string; className?: string }): ReactNode {
  const emoji = icon !== undefined && /\p{Extended_Pictographic}/u.test(icon) ? icon : undefined;
  const Icon = toolIcon(type, icon);
  return (
    <span
      aria-hidden
      className={classNames(
        'grid size-10 shrink-0 place-items-center rounded-lg border border-line bg-sunken text-lg text-muted',
        className,
      )}
    >
      {emoji ?? <Icon className="size-[1.125rem]" />}
    </span>
  );
}
