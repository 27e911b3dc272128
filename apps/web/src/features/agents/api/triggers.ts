import type { AnswerOf } from '@agentforge/contracts/shared/endpoint';
import {
  createTrigger,
  deleteTrigger,
  listDeliveries,
  listTriggers,
  rotateTriggerSecret,
  testTrigger,
  updateTrigger,
} from '@agentforge/contracts/triggers/endpoints';
import type { Delivery, Trigger } from '@agentforge/contracts/triggers/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';

export type TriggerWithSecret = AnswerOf<typeof createTrigger>;

export interface TriggerDraft {
  name: string;
  message_template: string;
}

const keys = {
  list: (agentId: string) => ['triggers', 'of', agentId] as const,
  deliveries: (triggerId: string) => ['triggers', 'deliveries', triggerId] as const,
};

export function useTriggers(agentId: string) {
  return useCursorList<Trigger>(keys.list(agentId), (cursor, signal) =>
    client.call(listTriggers, { params: { agent_id: agentId }, query: { limit: 50, cursor }, signal }),
  );
}

/** Read again every few seconds: what a sender does is seen without a reload. */
export function useDeliveries(triggerId: string) {
  return useCursorList<Delivery>(
    keys.deliveries(triggerId),
    (cursor, signal) =>
      client.call(listDeliveries, { params: { trigger_id: triggerId }, query: { limit: 20, cursor }, signal }),
    () => 5000,
  );
}

function useForget(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['triggers'] });
}

export function useCreateTrigger(agentId: string) {
  const forget = useForget();
  return useMutation({
    mutationFn: (draft: TriggerDraft) => client.call(createTrigger, { params: { agent_id: agentId }, body: draft }),
    onSuccess: forget,
  });
}

export function useUpdateTrigger() {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Partial<TriggerDraft & { is_active: boolean }>) =>
      client.call(updateTrigger, { params: { trigger_id: id }, body }),
    onSuccess: forget,
  });
}

export function useDeleteTrigger(agentId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(deleteTrigger, { params: { trigger_id: id } }),
    // Its deliveries are gone: asking for them again would be answered with 404.
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.list(agentId) }),
  });
}

export function useRotateSecret() {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ id, overlapHours }: { id: string; overlapHours: number }) =>
      client.call(rotateTriggerSecret, { params: { trigger_id: id }, body: { overlap_hours: overlapHours } }),
    onSuccess: forget,
  });
}

export function useTestTrigger() {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ id, payload }: { id: string; payload: unknown }) =>
      client.call(testTrigger, { params: { trigger_id: id }, body: { payload } }),
    onSuccess: forget,
  });
}
