import { state } from './emitted.js';
import type { Mode } from './program.js';

/**
 * Whether this process records, replays or does neither. For tests and tools: a program that behaves differently by
 * mode is not the program that was recorded.
 */
export function mode(): Mode {
  return state().mode;
}
