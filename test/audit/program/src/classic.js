// CommonJS as people write it: what require() gives is a stand-in, and its uses are places.
const os = require('os'); //= require("os") | node:os | pure
const { readFile, promises: { access } } = require('fs'); //= require("fs") | node:fs | handle
const pg = require('pg'); //= require("pg") | pg | effect
const local = require('./local');
const threads = require('worker_threads'); //= require("worker_threads") | node:worker_threads | handle
exports.start = async function () {
  const { lookup } = await import('dns'); //= import("dns") | node:dns | handle
  readFile(os.tmpdir(), () => access('x')); //= readFile | node:fs.readFile | effect ;; os.tmpdir | node:os.tmpdir | pure
  lookup('localhost', local.local); //= lookup | node:dns.lookup | effect
  new threads.Worker('./worker.js'); //= new threads.Worker | node:worker_threads.Worker | uncovered:worker-code
  return new pg.Pool(); //= new pg.Pool | pg.Pool | effect
};
module.exports.arity = function () { return arguments.length; };
if (require.main === module) exports.start();
