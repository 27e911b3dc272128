import { ApiError } from '@agentforge/client/problem';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { toast } from '@agentforge/ui/toast';
import { RotateCw } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';

export interface ErrorText {
  title: string;
  text: string;
  requestId: string | undefined;
}

/** Words for anything thrown, in the person's language where the server sent none. */
export function useErrorText(): (error: unknown) => ErrorText {
  const { t } = useTranslation();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiError))
        return { title: t('error.title'), text: t('error.unexpected'), requestId: undefined };
      if (error.status === 0) return { title: t('error.title'), text: t('error.network'), requestId: undefined };
      const text = error.detail ?? (error.status >= 500 ? t('error.unexpected') : '');
      return {
        title: error.title || t('error.title'),
        text,
        requestId: error.status >= 500 && error.requestId ? error.requestId : undefined,
      };
    },
    [t],
  );
}

/** Shows a failed action as a toast: `onError: showError`. */
export function useShowError(): (error: unknown) => void {
  const { t } = useTranslation();
  const describe = useErrorText();
  return useCallback(
    (error: unknown) => {
      const { title, text, requestId } = describe(error);
      const id = requestId ? t('error.requestId', { id: requestId }) : '';
      toast.error(title, { description: [text, id].filter(Boolean).join(' ') || undefined });
    },
    [describe, t],
  );
}

/** A failed part of a page, with what happened and a way on. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const { t } = useTranslation();
  const { title, text, requestId } = useErrorText()(error);
  return (
    <Alert
      tone="danger"
      title={title}
      actions={
        onRetry && (
          <Button variant="outline" size="sm" icon={RotateCw} onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    >
      {text}
      {requestId && (
        <p className="mt-1 text-xs">
          <bdi>{t('error.requestId', { id: requestId })}</bdi>
        </p>
      )}
    </Alert>
  );
}
