export { createMemoryRoom, type MemoryDoor } from './memory.room.ts';
