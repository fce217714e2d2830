// The ways in which a workload is run, and one such run.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workshop.mjs';

const BOOT = join(root, 'dist/runtime/boot.js');
const MEASURE = join(root, 'bench/measure.cjs');
/** The figure that all variants have. */
export const WHOLE = 'CPU of the process';

/** Command line and environment of a workload in one variant. */
export function commandOf(folder, workload, variant) {
  const recording = join(folder, `${workload}.reprise`);
  const script = join(folder, variant === 'plain' ? 'plain' : 'dist', `${workload}.js`);
  if (variant === 'plain' || variant === 'off') return { args: ['--require', MEASURE, script], env: {}, recording };
  if (variant === 'record') rmSync(recording, { force: true });
  return { args: ['--enable-source-maps', '--require', MEASURE, '--require', BOOT, script], env: { REPRISE_MODE: variant, REPRISE_FILE: recording }, recording };
}

/** Starts a workload; `ended` gives its figures, in nanoseconds. */
export function start(folder, workload, variant, env) {
  const command = commandOf(folder, workload, variant);
  const child = spawn(process.execPath, command.args, { cwd: folder, env: { ...process.env, ...env, ...command.env }, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let printed = '';
  let used = '';
  child.stderr.on('data', (bytes) => { printed += bytes; });
  child.stdio[3].on('data', (bytes) => { used += bytes; });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const line = printed.split('\n').find((text) => text.startsWith('{"figures"'));
      if (line === undefined || code !== 0) reject(new Error(`${workload} (${variant}) ended with ${signal ?? code}:\n${printed.slice(0, 2000)}`));
      // What a replay prints are the figures of the recorded run.
      else resolve({ ...(variant === 'replay' ? {} : JSON.parse(line).figures), [WHOLE]: Number(used) });
    });
  });
  return { child, ended, recording: command.recording };
}
