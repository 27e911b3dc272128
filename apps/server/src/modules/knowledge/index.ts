export { countDocuments, listBaseRows } from './bases.repository.ts';
export { createKnowledgeRoom, type KnowledgeDoor } from './knowledge.room.ts';
