import { start } from './http-server.mjs';

start();
