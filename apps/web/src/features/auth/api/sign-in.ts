import { login } from '@agentforge/contracts/identity/endpoints';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';
import { useStartSession } from '../../../shared/session.tsx';

export interface Credentials {
  email: string;
  password: string;
  tenant?: string;
}

/** Signs in with the browser's cookie; ends when the app knows who is here. */
export function useSignIn() {
  const startSession = useStartSession();
  return useMutation({
    mutationFn: (body: Credentials) => client.call(login, { body }),
    onSuccess: startSession,
  });
}
