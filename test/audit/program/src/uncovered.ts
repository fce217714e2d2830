import * as hooks from 'node:async_hooks';
import { Blob as NodeBlob, Buffer as NodeBuffer, SlowBuffer } from 'node:buffer';
import util, { debuglog } from 'node:util';
import { Worker } from 'node:worker_threads';
import { WASI } from 'node:wasi';
export const made = new Function('return Date.now()'); //= new Function | Function | uncovered:dynamic-code
export const global1 = Function('return this')(); //= Function | Function | uncovered:dynamic-code
export const direct = eval('Date.now()'); //= eval | eval | uncovered:eval
export const indirect = (0, eval)('Date.now()'); //= eval | eval | uncovered:dynamic-code
export const climbed = [].constructor.constructor('return this')(); //= [].constructor.constructor | Function | uncovered:dynamic-code
export const loaded = module.require('node:fs'); //= module.require | module.require | uncovered:module-object
export const here = require.main!.filename; //= require.main.filename | require.main.filename | uncovered:module-object
export const isEntry = require.main === module;
export const cache = Object.keys(require.cache); //= require.cache | require.cache | uncovered:module-object
export const id = hooks.executionAsyncId(); //= hooks.executionAsyncId | node:async_hooks.executionAsyncId | uncovered:async-ids
export const storage = new hooks.AsyncLocalStorage(); //= new hooks.AsyncLocalStorage | node:async_hooks.AsyncLocalStorage | pure
export const raw = Buffer.allocUnsafe(8); //= Buffer.allocUnsafe | Buffer.allocUnsafe | pure
export const raw2 = SlowBuffer(8), fine = NodeBuffer.alloc(8); //= SlowBuffer | node:buffer.SlowBuffer | uncovered:uninitialised-memory ;; NodeBuffer.alloc | node:buffer.Buffer.alloc | pure
export const blob = new NodeBlob(['x']); //= new NodeBlob | node:buffer.Blob | uncovered:live-object
export const url = URL.createObjectURL(blob as never); //= URL.createObjectURL | URL.createObjectURL | pure
export const log = debuglog('x'); //= debuglog | node:util.debuglog | uncovered:live-output
export const { styleText, inspect } = util; //= util | node:util.styleText | uncovered:live-output
export const sites = util.getCallSites(); //= util.getCallSites | node:util.getCallSites | uncovered:call-sites
export const worker = new Worker('./worker.js'); //= new Worker | node:worker_threads.Worker | uncovered:worker-code
export const shared = new SharedArrayBuffer(8); //= new SharedArrayBuffer | SharedArrayBuffer | uncovered:shared-memory
Atomics.wait(new Int32Array(shared), 0, 0, 1); //= Atomics.wait | Atomics.wait | uncovered:shared-memory
export const compiled = WebAssembly.instantiate(raw); //= WebAssembly.instantiate | WebAssembly.instantiate | uncovered:wasm
export const wasi = new WASI({ version: 'preview1' }); //= new WASI | node:wasi.WASI | uncovered:wasm
process.dlopen(module, './addon.node'); //= process.dlopen | process.dlopen | uncovered:native-code ;; module | module | uncovered:module-object
globalThis.fetch = async () => new Response(); //= globalThis.fetch | fetch | uncovered:global-write ;; new Response | Response | handle
Date.now = () => 0; //= Date.now | Date.now | uncovered:global-write
({ log: console.log } = { log: () => 1 }); //= console.log | console.log | uncovered:global-write
JSON.parse = () => 1; //= JSON.parse | JSON.parse | uncovered:global-write
Error.stackTraceLimit = 50;
export const unknown = injected.by.somebody; //= injected.by.somebody | injected.by.somebody | uncovered:unknown-global
declare const injected: { by: { somebody: string } };
