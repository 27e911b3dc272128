import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { classNames } from './class-names.tsx';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps
  extends Omit<ButtonProps, 'icon' | 'iconEnd' | 'children' | 'asChild' | 'block' | 'aria-label'> {
  icon: LucideIcon;
  /** What it does: accessible name and tooltip. */
  label: string;
  /** Off inside menus and other places where a tooltip would cover its neighbours. */
  tooltip?: boolean;
  /** Mirror a directional icon in right-to-left languages. */
  mirror?: boolean;
}

const squares = { sm: 'w-8', md: 'w-10', lg: 'w-12' } as const;

/** A square button with only an icon. */
export function IconButton(props: IconButtonProps): ReactNode {
  const { icon: Icon, label, tooltip = true, mirror, variant = 'ghost', size, className, ...rest } = props;
  const button = (
    <Button
      {...rest}
      variant={variant}
      size={size}
      aria-label={label}
      className={classNames('touch-target px-0', squares[size ?? 'md'], className)}
    >
      {!rest.loading && <Icon aria-hidden className={mirror ? 'rtl:-scale-x-100' : undefined} />}
    </Button>
  );
  return tooltip ? <Tooltip label={label}>{button}</Tooltip> : button;
}
