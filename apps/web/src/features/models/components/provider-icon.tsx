import { classNames } from '@agentforge/ui/class-names';
import {
  Atom,
  Cloud,
  Cpu,
  FlaskConical,
  Gem,
  HardDrive,
  type LucideIcon,
  MessageSquareQuote,
  Monitor,
  Mountain,
  Orbit,
  Plug,
  Route,
  Server,
  Sparkles,
  Telescope,
  Users,
  Waves,
  Wind,
  Zap,
} from 'lucide-react';
import type { ReactNode } from 'react';

/** The names plug-ins use; a name that is not here gets a chip. */
const icons: Readonly<Record<string, LucideIcon>> = {
  atom: Atom,
  cloud: Cloud,
  'flask-conical': FlaskConical,
  gem: Gem,
  'hard-drive': HardDrive,
  'message-square-quote': MessageSquareQuote,
  monitor: Monitor,
  mountain: Mountain,
  orbit: Orbit,
  plug: Plug,
  route: Route,
  server: Server,
  sparkles: Sparkles,
  telescope: Telescope,
  users: Users,
  waves: Waves,
  wind: Wind,
  zap: Zap,
};

export function ProviderIcon({ icon, className }: { icon: string | undefined; className?: string }): ReactNode {
  const Icon = icons[icon ?? ''] ?? Cpu;
  return (
    <span
      className={classNames(
        'grid size-10 shrink-0 place-items-center rounded-lg border border-line bg-sunken text-muted',
        className,
      )}
    >
      <Icon aria-hidden className="size-5" />
    </span>
  );
}
