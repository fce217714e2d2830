import { start } from './postgres.mjs';

await start();
