// The ways in which a workload is run, and one such run.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workshop.mjs';

const BOOT = join(root, 'dist/runtime/boot.js');

/** Command line and environment of a workload in one variant. */
export function commandOf(folder, workload, variant) {
  const recording = join(folder, `${workload}.reprise`);
  const script = join(folder, variant === 'plain' ? 'plain' : 'dist', `${workload}.js`);
  if (variant === 'plain' || variant === 'off') return { args: [script], env: {}, recording };
  if (variant === 'record') rmSync(recording, { force: true });
  return { args: ['--enable-source-maps', '--require', BOOT, script], env: { REPRISE_MODE: variant, REPRISE_FILE: recording }, recording };
}

/** Starts a workload; `ended` gives the figures that it printed. */
export function start(folder, workload, variant, env) {
  const command = commandOf(folder, workload, variant);
  const child = spawn(process.execPath, command.args, { cwd: folder, env: { ...process.env, ...env, ...command.env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (bytes) => { printed += bytes; });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const line = printed.split('\n').find((text) => text.startsWith('{"figures"'));
      if (line === undefined) reject(new Error(`${workload} (${variant}) ended with ${signal ?? code} and no figures:\n${printed.slice(0, 2000)}`));
      else resolve(JSON.parse(line).figures);
    });
  });
  return { child, ended, recording: command.recording };
}
