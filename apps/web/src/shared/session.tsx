import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { fetchMe, logout, type Me } from './api.ts';
import { meKey } from './query-client.ts';

/** Who is signed in. Fails with a 401 `ApiError` when nobody is. */
export function useMe() {
  return useQuery({ queryKey: meKey, queryFn: ({ signal }) => fetchMe(signal), staleTime: 60_000 });
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
  const parts = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return user.name || parts || user.email;
}

/** Holds the session for everything inside the app shell. */
export function SessionProvider({ me, children }: { me: Me; children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const signOut = useCallback(async () => {
    await logout();
    client.clear();
    window.location.assign('/login');
  }, [client]);
  const session = useMemo<Session>(() => {
    const held = new Set(me.permissions);
    const can = (permission: string | undefined) => permission === undefined || held.has(permission) || held.has('*');
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
