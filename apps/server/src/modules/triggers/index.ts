export type { PeoplePort, PersonFacts } from './triggers.ports.ts';
export { createTriggersRoom } from './triggers.room.ts';
