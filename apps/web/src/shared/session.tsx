import { ApiError } from '@agentforge/client/problem';
import { getMe, logout } from '@agentforge/contracts/identity/endpoints';
import type { Me } from '@agentforge/contracts/identity/schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { client } from './client.ts';
import { meKey } from './query-client.ts';

/** Who is signed in. Fails with a 401 `ApiError` when nobody is. */
export function useMe() {
  return useQuery({ queryKey: meKey, queryFn: ({ signal }) => client.call(getMe, { signal }), staleTime: 60_000 });
}

/** After signing in: forgets everything another person may have left in memory and asks who is here now. */
export function useStartSession(): () => Promise<void> {
  const memory = useQueryClient();
  return useCallback(async () => {
    memory.removeQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] });
    await memory.resetQueries({ queryKey: meKey });
  }, [memory]);
}

export interface Session extends Me {
  /** Display name: the user's name, else the email address. */
  displayName: string;
  can: (permission: string | undefined) => boolean;
  /** Ends the session here and on the server, then loads the sign-in page with an empty memory. */
  signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

function displayNameOf({ user }: Me): string {
  return [user.first_name, user.last_name].filter(Boolean).join(' ') || user.email;
}

/** Ends the session on the server. */
export async function endSession(): Promise<void> {
  await client.call(logout, {}).catch((error: unknown) => {
    // Already over: what the person wanted.
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  });
}

/** Holds the session for everything inside the app shell. */
export function SessionProvider({ me, children }: { me: Me; children: ReactNode }): ReactNode {
  const signOut = useCallback(async () => {
    await endSession();
    window.location.assign('/login?signed_out=1');
  }, []);
  const session = useMemo<Session>(() => {
    const held = new Set<string>(me.permissions);
    const can = (permission: string | undefined) => permission === undefined || held.has(permission);
    return { ...me, displayName: displayNameOf(me), can, signOut };
  }, [me, signOut]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The signed-in session; only inside the app shell. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs the app shell around it');
  return session;
}

/** Draws its children only for people who hold the permission. */
export function Can({ permission, children }: { permission: string; children: ReactNode }): ReactNode {
  return useSession().can(permission) ? children : null;
}
