export type { ChosenEmbedding } from './choose-model.ts';
export type { ChosenModel } from './routed-model.ts';
export { createRouterRoom, type RouterDoor } from './router.room.ts';
