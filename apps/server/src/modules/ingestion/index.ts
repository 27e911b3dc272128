export { createIngestionRoom } from './ingestion.room.ts';
