import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { hasToasts, sendToast, subscribeToasts, type ToastOptions } from './toast-queue.tsx';

export type { ToastOptions } from './toast-queue.tsx';

type Show = (title: string, options?: ToastOptions) => void;

/** Short news about what the person just did. What must be read stays in the page as an `Alert`. */
export const toast: { success: Show; error: Show; warning: Show; info: Show } = {
  success: (title, options) => sendToast({ kind: 'success', title, ...options }),
  error: (title, options) => sendToast({ kind: 'error', title, ...options }),
  warning: (title, options) => sendToast({ kind: 'warning', title, ...options }),
  info: (title, options) => sendToast({ kind: 'info', title, ...options }),
};

export interface ToasterProps {
  direction?: 'ltr' | 'rtl';
  closeLabel?: string;
  /** Accessible name of the region. */
  label?: string;
}

const ToastRegion = lazy(async () => ({ default: (await import('./toast-region.tsx')).ToastRegion }));

/** Place once in the app. Its code is loaded with the first toast. */
export function Toaster(props: ToasterProps): ReactNode {
  const wanted = useSyncExternalStore(subscribeToasts, hasToasts);
  return <Suspense>{wanted && <ToastRegion {...props} />}</Suspense>;
}
