export { createChannelsRoom } from './channels.room.ts';
