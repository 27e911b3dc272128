import { useCallback, useEffect, useRef } from 'react';

/** A function that stays the same while what it does changes, so that memoised children are not drawn again. */
export function useStableCallback<Arguments extends readonly unknown[]>(
  callback: (...values: Arguments) => void,
): (...values: Arguments) => void {
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  });
  return useCallback((...values: Arguments) => latest.current(...values), []);
}
