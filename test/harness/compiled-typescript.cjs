// Preloaded into processes that load the TypeScript compiler: keeps what the engine compiled of it, which Node 20 would do
// again for its nine megabytes in every process. Node 22 has a cache of its own.
'use strict';

const { existsSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const vm = require('node:vm');

const folder = process.env.REPRISE_TEST_COMPILED;
const { _compile: compile } = Module.prototype;

Module.prototype._compile = function (text, file, ...rest) {
  if (!/[\\/]typescript[\\/]lib[\\/](?:typescript|_?tsc)\.js$/.test(file)) return compile.call(this, text, file, ...rest);
  // The engine tells texts apart by their length alone. A loader of plugins may have changed this one.
  const name = `${realpathSync(file)} ${statSync(file).mtimeMs} ${text.length}`.replace(/[^\w.]/g, '_');
  const kept = join(folder, name.slice(-200));
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  const script = new vm.Script(Module.wrap(text), { filename: file, cachedData });
  // At the end the functions are there that were called.
  if (cachedData === undefined) {
    process.once('exit', () => {
      writeFileSync(`${kept}.${process.pid}`, script.createCachedData());
      renameSync(`${kept}.${process.pid}`, kept);
    });
  }
  return script.runInThisContext().call(this.exports, this.exports, Module.createRequire(file), this, file, dirname(file));
};
