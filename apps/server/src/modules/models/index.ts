export type { ChosenEmbedding, ChosenModel } from './choose-model.ts';
export { createModelsRoom, type ModelsDoor } from './models.room.ts';
