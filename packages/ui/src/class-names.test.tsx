import { describe, expect, it } from 'vitest';
import { classNames } from './class-names.tsx';

describe('classNames', () => {
  it.each([
    ['px-4 py-2', 'p-0', 'p-0'],
    ['p-4', 'px-2', 'p-4 px-2'],
    ['h-10 w-10', 'size-8', 'size-8'],
    ['text-sm text-muted', 'text-danger-text', 'text-sm text-danger-text'],
    ['text-base sm:text-sm', 'text-[0.8125rem]', 'sm:text-sm text-[0.8125rem]'],
    ['text-start text-muted', 'text-end', 'text-muted text-end'],
    ['border border-line', 'border-danger-line', 'border border-danger-line'],
    ['border border-dashed', 'border-2', 'border-dashed border-2'],
    ['border-b border-line', 'border-0', 'border-b border-line border-0'],
    ['flex items-center', 'hidden', 'items-center hidden'],
    ['rounded-xl', 'rounded-none', 'rounded-none'],
    ['mt-4', '-mt-2', '-mt-2'],
    ['hover:bg-hover', 'bg-surface', 'hover:bg-hover bg-surface'],
    ['hover:bg-hover', 'hover:bg-danger-soft', 'hover:bg-danger-soft'],
    ['data-[state=open]:bg-hover', 'data-[state=open]:bg-selected', 'data-[state=open]:bg-selected'],
    ['w-[calc(100%-2rem)]', 'w-full', 'w-full'],
    ['w-full', 'w-[var(--x:1)]', 'w-[var(--x:1)]'],
    ['text-muted!', 'text-subtle', 'text-muted! text-subtle'],
    ['touch-height peer', 'own', 'touch-height peer own'],
  ])('%s + %s', (base, override, expected) => {
    expect(classNames(base, override)).toBe(expected);
  });

  it('leaves out what is false', () => {
    expect(classNames('a', false, undefined, ['b', { c: true, d: false }])).toBe('a b c');
  });
});
