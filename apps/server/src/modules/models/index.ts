export type { ChosenEmbedding } from './choose-model.ts';
export { createModelsRoom, type ModelsDoor } from './models.room.ts';
export type { ChosenModel } from './routed-model.ts';
