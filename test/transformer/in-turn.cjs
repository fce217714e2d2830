// Runs programs in one process: each as if Node had been started with it, once the one before has nothing left to do.
// In both outputs a line with its name goes before what it prints.
'use strict';

const Module = require('node:module');
const { pathToFileURL } = require('node:url');

const [format, ...programs] = process.argv.slice(2);

function next() {
  const program = programs.shift();
  for (const stream of [process.stdout, process.stderr]) stream.write(`\0${program}\0`);
  process.argv = [process.argv[0], program];
  if (format === 'module') void import(pathToFileURL(program).href);
  else Module._load(program, null, true);
}

process.on('beforeExit', () => { if (programs.length > 0) setImmediate(next); });
next();
