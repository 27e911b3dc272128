import { answers, type ServiceState, serviceState, serviceUser, withNewPort } from './state.ts';

/** A server tests run against. Every function may throw; the message is shown as the reason it is missing. */
export interface Service {
  name: string;
  /** Debian user it runs as when this is run by root. */
  user: string;
  /** Variable tests read the address from. */
  variable: string;
  isRunning(state: ServiceState): boolean;
  /** Installs, creates and starts what is missing; resolves when it answers. */
  start(state: ServiceState, user: string | undefined): Promise<void>;
  stop(state: ServiceState, user: string | undefined): Promise<void>;
  url(state: ServiceState): string;
}

/** Starts a service unless it runs. Returns its address. */
export async function ensure(service: Service): Promise<string> {
  const user = serviceUser(service.user);
  let state = await serviceState(service.name, user);
  if (!service.isRunning(state)) {
    if (await answers(state.port)) state = await withNewPort(service.name, state);
    await service.start(state, user);
  }
  return service.url(state);
}
