import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import { Tooltip } from '@agentforge/ui/tooltip';
import { Eye, type LucideIcon, PencilLine, Send, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type Risk = 'read' | 'write' | 'destructive' | 'egress';

const looks: Record<Risk, { tone: BadgeTone; icon: LucideIcon }> = {
  read: { tone: 'neutral', icon: Eye },
  write: { tone: 'info', icon: PencilLine },
  egress: { tone: 'warning', icon: Send },
  destructive: { tone: 'danger', icon: TriangleAlert },
};

/** What a tool can do to the world, with the whole meaning on hover and focus of what holds it. */
export function RiskBadge({ risk }: { risk: Risk }): ReactNode {
  const { t } = useTranslation('tools');
  const { tone, icon } = looks[risk];
  return (
    <Tooltip label={t(`risk.${risk}.text`)}>
      <span className="relative inline-flex">
        <Badge tone={tone} icon={icon}>
          {t(`risk.${risk}.label`)}
        </Badge>
      </span>
    </Tooltip>
  );
}
