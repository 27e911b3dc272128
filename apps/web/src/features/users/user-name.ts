import type { User } from '@agentforge/contracts/identity/schemas';

/** "Mara Lind", else the e-mail address. */
export function nameOf(user: Pick<User, 'first_name' | 'last_name' | 'email'>): string {
  return [user.first_name, user.last_name].filter(Boolean).join(' ') || user.email;
}
