import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { IconButton } from './icon-button.tsx';
import { useUiStrings } from './ui-provider.tsx';

export type Tone = 'success' | 'warning' | 'danger' | 'info';

const tones: Record<Tone, { icon: LucideIcon; box: string; iconColor: string }> = {
  success: { icon: CircleCheck, box: 'border-success-line bg-success-soft', iconColor: 'text-success-text' },
  warning: { icon: TriangleAlert, box: 'border-warning-line bg-warning-soft', iconColor: 'text-warning-text' },
  danger: { icon: CircleAlert, box: 'border-danger-line bg-danger-soft', iconColor: 'text-danger-text' },
  info: { icon: Info, box: 'border-info-line bg-info-soft', iconColor: 'text-info-text' },
};

export interface AlertProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons under the text. */
  actions?: ReactNode;
  onDismiss?: () => void;
  className?: string;
}

/** A message that stays in the page. Danger and warning are announced at once. */
export function Alert({ tone = 'info', title, children, actions, onDismiss, className }: AlertProps): ReactNode {
  const strings = useUiStrings();
  const { icon: Icon, box, iconColor } = tones[tone];
  const urgent = tone === 'danger' || tone === 'warning';
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className={classNames('flex items-start gap-3 rounded-xl border px-4 py-3 text-sm', box, className)}
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', iconColor)} />
      <div className="min-w-0 grow">
        {title && <p className="font-medium text-foreground">{title}</p>}
        {children && <div className="text-muted">{children}</div>}
        {actions && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
      {onDismiss && (
        <IconButton
          icon={X}
          label={strings.close}
          size="sm"
          tooltip={false}
          onClick={onDismiss}
          className="-my-1.5 -me-2"
        />
      )}
    </div>
  );
}
