export { type BaseRow, countDocuments, findBase, listBaseRows } from './bases.repository.ts';
export { presentDocument } from './document-view.ts';
export { type DocumentRow, findDocument } from './documents.repository.ts';
export { plainFileName } from './file-name.ts';
export { createKnowledgeRoom, type KnowledgeDeps, type KnowledgeDoor } from './knowledge.room.ts';
export { documents, documentTextParts, knowledgeChunks } from './knowledge.tables.ts';
