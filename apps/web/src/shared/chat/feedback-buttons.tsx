import { sendFeedback } from '@agentforge/contracts/chat/endpoints';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { Modal } from '@agentforge/ui/modal';
import { Textarea } from '@agentforge/ui/textarea';
import { toast } from '@agentforge/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useShowError } from '../error-notice.tsx';

type Rating = 'up' | 'down' | null;

export interface FeedbackButtonsProps {
  messageId: string;
  rating: Rating;
  onRated: (rating: Rating) => void;
}

/** Thumbs; down asks what was wrong. Pressing a chosen one takes it back. */
export function FeedbackButtons({ messageId, rating, onRated }: FeedbackButtonsProps): ReactNode {
  const { t } = useTranslation(['chat', 'common']);
  const showError = useShowError();
  const [asking, setAsking] = useState(false);
  const [comment, setComment] = useState('');
  const rate = useMutation({
    mutationFn: (body: { rating: Rating; comment: string }) =>
      client.call(sendFeedback, { params: { message_id: messageId }, body }),
    onSuccess: (_answer, body) => onRated(body.rating),
    onError: showError,
  });
  const press = (pressed: 'up' | 'down') => {
    const next = rating === pressed ? null : pressed;
    rate.mutate({ rating: next, comment: '' }, { onSuccess: () => setAsking(next === 'down') });
  };
  const sendComment = () =>
    rate.mutate(
      { rating: 'down', comment },
      {
        onSuccess: () => {
          setAsking(false);
          setComment('');
          toast.success(t('feedback.thanks'));
        },
      },
    );
  return (
    <>
      <IconButton
        icon={ThumbsUp}
        size="sm"
        label={t('feedback.up')}
        aria-pressed={rating === 'up'}
        onClick={() => press('up')}
        className={rating === 'up' ? 'bg-success-soft text-success-text' : undefined}
      />
      <IconButton
        icon={ThumbsDown}
        size="sm"
        label={t('feedback.down')}
        aria-pressed={rating === 'down'}
        onClick={() => press('down')}
        className={rating === 'down' ? 'bg-danger-soft text-danger-text' : undefined}
      />
      <Modal
        open={asking}
        onOpenChange={setAsking}
        title={t('feedback.title')}
        description={t('feedback.text')}
        footer={
          <>
            <Button variant="outline" onClick={() => setAsking(false)}>
              {t('feedback.skip')}
            </Button>
            <Button loading={rate.isPending} disabled={comment.trim() === ''} onClick={sendComment}>
              {t('feedback.send')}
            </Button>
          </>
        }
      >
        <Field label={t('feedback.comment')}>
          <Textarea value={comment} maxLength={2000} onChange={(event) => setComment(event.target.value)} />
        </Field>
      </Modal>
    </>
  );
}
