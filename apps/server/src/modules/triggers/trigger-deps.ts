import type { VerbRunner } from '../../platform/runner.ts';
import type { PlatformServices } from '../../platform/services.ts';
import type { ChatDoor } from '../chat/index.ts';
import type { AgentsPort, PeoplePort } from './triggers.ports.ts';

export interface TriggerDeps extends Pick<PlatformServices, 'config' | 'clock' | 'database' | 'limiter' | 'vault'> {
  agents: AgentsPort;
  chat: ChatDoor;
  people: PeoplePort;
  /** Runs go the one road: rights, audit and transactions as for any other surface. */
  runner: VerbRunner;
}
