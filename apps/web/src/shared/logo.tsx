import type { ReactNode } from 'react';

/** The mark alone; the name stands beside it where there is room. */
export function Logo({ className }: { className?: string }): ReactNode {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="8" className="fill-primary-500" />
      <path
        d="M9 22.5 14.6 9h2.8L23 22.5M11.6 18h8.8"
        fill="none"
        stroke="#1c0d03"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
