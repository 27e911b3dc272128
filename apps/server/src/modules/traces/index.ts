export { createTracesRoom } from './traces.room.ts';
