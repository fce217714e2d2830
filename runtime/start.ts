// Chooses the mode when the process starts. Happens once: in the preload, or else when the first instrumented module
// registers.
import type { Hooks, ModuleTable } from '../contract/emitted.js';
import { RepriseError } from '../contract/errors.js';
import { installFunctionText } from './function-text.js';
import { OffHooks } from './off-hooks.js';
import { checkContract, fail, type State } from './program.js';
import { hideFlags, takeReserved } from './reserved.js';

function off(table: ModuleTable): Hooks {
  try {
    checkContract(table);
  } catch (error) {
    return fail(error);
  }
  return new OffHooks(table);
}

/** Sets up the mode that the environment asks for, and removes REPRISE_* from it, and the preload from the flags. */
export function start(): State {
  const asked = takeReserved();
  hideFlags();
  // What the command line added for its own sake; empty if there was nothing before.
  if (asked['REPRISE_NODE_OPTIONS'] === '') delete process.env['NODE_OPTIONS'];
  else if (asked['REPRISE_NODE_OPTIONS'] !== undefined) process.env['NODE_OPTIONS'] = asked['REPRISE_NODE_OPTIONS'];
  const mode = asked['REPRISE_MODE'] ?? 'off';
  const file = asked['REPRISE_FILE'];
  installFunctionText();
  if (mode === 'off') return { mode, register: off };
  try {
    if (mode !== 'record' && mode !== 'replay') throw new RepriseError('REPRISE_USAGE', `REPRISE_MODE is ${JSON.stringify(mode)}.`, { next: 'It can be off, record or replay.' });
    if (file === undefined) throw new RepriseError('REPRISE_USAGE', `REPRISE_MODE is ${mode}, but REPRISE_FILE names no recording.`, { next: `Set it, or use the command line: reprise ${mode}` });
    // None is loaded before it is asked for.
    (require('./code-cache.js') as typeof import('./code-cache.js')).codeOf(mode);
    if (mode === 'record') return (require('./start-record.js') as typeof import('./start-record.js')).record(file, asked);
    return (require('./start-replay.js') as typeof import('./start-replay.js')).replay(file, asked);
  } catch (error) {
    return fail(error);
  }
}
