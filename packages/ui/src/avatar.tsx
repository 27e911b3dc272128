import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';

const sizes = {
  xs: 'size-6 rounded-md text-[0.625rem]',
  sm: 'size-8 rounded-lg text-xs',
  md: 'size-10 rounded-lg text-sm',
  lg: 'size-14 rounded-xl text-lg',
} as const;
const emojiSizes = { xs: 'text-sm', sm: 'text-base', md: 'text-xl', lg: 'text-3xl' } as const;
const tints = [
  'bg-accent-soft text-accent-text',
  'bg-info-soft text-info-text',
  'bg-success-soft text-success-text',
  'bg-warning-soft text-warning-text',
  'bg-selected text-muted',
] as const;

export interface AvatarProps {
  /** Gives initials and tint; decorative, so write the name beside it. */
  name: string;
  /** Emoji or letter instead of initials, for agents. */
  icon?: string | null | undefined;
  /** Same-origin picture. */
  src?: string | null | undefined;
  size?: keyof typeof sizes;
  className?: string;
}

function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s@._-]+/u)
    .filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase();
}

function tintOf(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return tints[sum % tints.length] ?? tints[0];
}

export function Avatar({ name, icon, src, size = 'md', className }: AvatarProps): ReactNode {
  const box = classNames(
    'inline-grid shrink-0 select-none place-items-center overflow-hidden font-semibold',
    sizes[size],
    className,
  );
  if (src) return <img src={src} alt="" className={classNames(box, 'object-cover')} />;
  return (
    <span
      aria-hidden
      className={classNames(box, icon ? 'bg-sunken' : tintOf(name), icon && emojiSizes[size], className)}
    >
      {icon || initialsOf(name)}
    </span>
  );
}
