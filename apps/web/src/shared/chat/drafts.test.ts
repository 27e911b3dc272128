import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { chooseFiles, maxFiles, maxTotalBytes } from './attachments.ts';
import { draftKey, readDraft } from './drafts.ts';
import { useComposer } from './use-composer.ts';

beforeEach(() => sessionStorage.clear());

describe('the draft of a conversation', () => {
  it('stays when the page is left and comes back', () => {
    const key = draftKey('agent_1', 'conversation_1');
    const first = renderHook(() => useComposer(key));
    act(() => first.result.current.setText('half a thought'));
    first.unmount();
    expect(renderHook(() => useComposer(key)).result.current.text).toBe('half a thought');
  });

  it('belongs to its conversation', () => {
    const { result, rerender } = renderHook(({ key }) => useComposer(key), {
      initialProps: { key: draftKey('a', 'x') },
    });
    act(() => result.current.setText('for x'));
    rerender({ key: draftKey('a', 'y') });
    expect(result.current.text).toBe('');
    rerender({ key: draftKey('a', 'x') });
    expect(result.current.text).toBe('for x');
  });

  it('is gone once sent', async () => {
    const key = draftKey('a', undefined);
    const { result } = renderHook(() => useComposer(key));
    act(() => result.current.setText(' send me '));
    const taken = await act(() => result.current.take());
    expect([taken.text, result.current.text, readDraft(key)]).toEqual(['send me', '', '']);
  });
});

describe('chooseFiles', () => {
  const file = (name: string, size = 3, type = 'text/plain') => {
    const made = new File(['abc'], name, { type });
    Object.defineProperty(made, 'size', { value: size });
    return made;
  };
  let count = 0;
  const choose = (files: readonly File[]) => chooseFiles([], files, () => String(count++));

  it('refuses what agents cannot read, what is empty, too much or too many', () => {
    expect(choose([file('a.exe', 3, 'application/x-msdownload')]).refused).toEqual([{ reason: 'type', name: 'a.exe' }]);
    expect(choose([file('a.txt', 0)]).refused).toEqual([{ reason: 'empty', name: 'a.txt' }]);
    const big = choose([file('a.pdf', maxTotalBytes), file('b.txt', 1)]);
    expect([big.taken.length, big.refused]).toEqual([1, [{ reason: 'size', name: 'b.txt' }]]);
    const many = choose(Array.from({ length: maxFiles + 1 }, (_, index) => file(`${index}.txt`)));
    expect([many.taken.length, many.refused[0]?.reason]).toEqual([maxFiles, 'count']);
  });
});
