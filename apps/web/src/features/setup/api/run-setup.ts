import { runSetup } from '@agentforge/contracts/identity/endpoints';
import type { setupBody } from '@agentforge/contracts/identity/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { useStartSession } from '../../../shared/session.tsx';
import { setupKey } from '../../../shared/setup/setup-status.ts';

export type SetupInput = z.input<typeof setupBody>;

/** Creates organization and first account; the person is signed in afterwards. */
export function useRunSetup() {
  const memory = useQueryClient();
  const startSession = useStartSession();
  return useMutation({
    mutationFn: (body: SetupInput) => client.call(runSetup, { body }),
    onSuccess: async () => {
      await startSession();
      memory.setQueryData(setupKey, { required: false });
    },
  });
}
