import {
  getMailState,
  listMail,
  type Mail,
  retryMail,
  sendTestMail,
} from '@agentforge/contracts/notifications/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';

export type { Mail };

const mailKey = ['mail'] as const;
const pollMs = 10_000;

export type MailStatus = Mail['status'];

export function useMailState() {
  return useQuery({
    queryKey: [...mailKey, 'state'],
    queryFn: ({ signal }) => client.call(getMailState, { signal }),
    refetchInterval: pollMs,
  });
}

export function useMails(status: MailStatus | undefined) {
  return useCursorList<Mail>(
    [...mailKey, 'list', status ?? 'all'],
    (cursor, signal) => client.call(listMail, { query: { status, limit: 25, cursor }, signal }),
    (rows) => (rows.some((row) => row.status === 'queued' || row.status === 'sending') ? pollMs : false),
  );
}

export function useTestMail() {
  return useMutation({ mutationFn: () => client.call(sendTestMail, {}) });
}

export function useRetryMail() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(retryMail, { params: { mail_id: id } }),
    onSettled: () => memory.invalidateQueries({ queryKey: mailKey }),
  });
}
