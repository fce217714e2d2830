// Meets the outside before the pure package that the outside has loaded runs in a replay: see pure-globals.ts.
import { open } from 'exchange';

export const opened = open();
