// The preload (`node --require reprise/dist/runtime/boot.js`): sets the mode up before the program or any package of
// it runs, so that nothing has captured what is watched.
import { state } from './emitted.js';

state();
