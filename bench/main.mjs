// `npm run bench`: plain, off, recorded (and replayed) in turn, several rounds; medians and ratios beside their bars.
//   npm run bench -- primitives awaits     only these workloads
//   npm run bench -- --rounds 9            more rounds (5 by default)
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { barOf, REQUEST_BYTES } from './bars.mjs';
import { underLoad } from './load.mjs';
import { print } from './table.mjs';
import { start } from './variants.mjs';
import { available, openWorkshop } from './workshop.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const workloads = ['primitives', 'awaits', 'client', 'server', 'express'];
const chosen = positionals.length > 0 ? positionals : workloads;
for (const name of chosen) {
  if (!workloads.includes(name)) {
    console.error(`no workload ${name}; there are ${workloads.join(', ')}`);
    process.exit(1);
  }
}

/** How much each workload does. */
const CLIENT_REQUESTS = 3000;
const REQUESTS = { server: 100_000, express: 30_000 };
const COUNTS = { primitives: 200_000, awaits: 100_000, client: CLIENT_REQUESTS };

const { folder, close } = openWorkshop();
try {
  for (const workload of chosen) await measure(workload);
} finally {
  close();
}

/** Runs one workload in all its variants, in turn, so that a busy moment of the machine hits all of them. */
async function measure(workload) {
  if (workload === 'express' && !available('express')) return console.log('\nexpress: skipped, since it is not installed (npx vitest run test/packages installs it)');
  const variants = workload === 'client' ? ['plain', 'off', 'record', 'replay'] : ['plain', 'off', 'record'];
  const taken = Object.fromEntries(variants.map((variant) => [variant, []]));
  const upstream = workload === 'client' ? await startUpstream() : undefined;
  let size = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      for (const variant of variants) {
        const run = start(folder, workload === 'express' ? 'server' : workload, variant, settings(workload, upstream?.port));
        taken[variant].push(await (workload === 'server' || workload === 'express' ? underLoad(run, REQUESTS[workload]) : run.ended));
        if (variant === 'record') size = statSync(run.recording).size;
      }
    }
  } catch (error) {
    console.log(`\n${workload}: failed. ${error.message}`);
    process.exitCode = 1;
    return;
  } finally {
    upstream?.child.kill();
  }
  print(workload, rounds, taken, barOf);
  if (workload === 'client') console.log(`  ${(size / CLIENT_REQUESTS).toFixed(0)} bytes a request on disk (bar ${REQUEST_BYTES})`);
  else console.log(`  ${(size / 1e6).toFixed(1)} MB recorded`);
}

function settings(workload, port) {
  return {
    ...(COUNTS[workload] === undefined ? {} : { N: String(COUNTS[workload]) }),
    ...(workload === 'express' ? { KIND: 'express' } : {}),
    ...(port === undefined ? {} : { PORT: port }),
  };
}

async function startUpstream() {
  const child = spawn(process.execPath, [join(folder, 'src/upstream.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [bytes] = await once(child.stdout, 'data');
  return { child, port: String(bytes).trim() };
}
