// Child processes that are reprise programs, too, write recordings of their own: beside the parent's, numbered.
import { ChildProcess, type SpawnOptions } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import type { Recorder } from '../recorder.js';

/** Internal options of ChildProcess.prototype.spawn: the environment is a list by then. Stable since Node 4. */
interface NativeOptions extends SpawnOptions { envPairs?: string[] }

/** While recording: names a recording for every child. */
export function watchChildren(recorder: Recorder, file: string): void {
  let count = 0;
  const next = (): string => join(dirname(file), `${basename(file, '.reprise')}.child-${++count}.reprise`);
  const prototype = ChildProcess.prototype as unknown as { spawn(options: NativeOptions): unknown };
  const { spawn } = prototype;
  prototype.spawn = function (options) {
    const pairs = options.envPairs;
    return Reflect.apply(spawn, this, [pairs === undefined || !recorder.order.active ? options : { ...options, envPairs: [...pairs, 'REPRISE_MODE=record', `REPRISE_FILE=${next()}`] }]);
  };
}
