// Outside objects formatted by the program: what a plain run prints, in a replay, too.
import { inspect, format, formatWithOptions } from 'node:util';
import util from 'node:util';
import { createServer } from 'node:net';
import { EventEmitter } from 'node:events';
import { Client } from 'pg';
import express from 'express';
import { createHash } from 'node:crypto';
const server = createServer();
console.log(inspect(server).split('\n')[0]);
console.log(server);
console.log('%o', createHash('md5'));
console.log('%O and %s and %j', createHash('md5'), server, { a: 1 });
console.log({ nested: { server, list: [server, 1] } });
const text = format('%o|%s', createHash('sha1'), { server });
console.log(text.length, text.split('\n').length);
console.log(inspect(createHash('md5'), { showProxy: true, showHidden: true }));
console.log(util.inspect({ deep: { er: { client: new Client(), fn: express } } }, { depth: 5, compact: false, breakLength: 40 }).length);
console.log(inspect(new Map([[server, new Set([server])]])).length);
console.log(formatWithOptions({ colors: true }, '%O %i', { h: createHash('md5') }, 5));
class Mine extends EventEmitter { server = server; }
console.log(inspect(new Mine()).length, inspect(express()).length, String(inspect(new Client())).length);
console.log(inspect({ a: 1, b: [new Date(0)] }), inspect.custom.toString(), inspect.defaultOptions.depth);
console.dir(server, { depth: 0 });
console.log(inspect(fetch), inspect(process.stdout).length > 5, inspect(console.log), inspect(setTimeout), inspect(Date), inspect(globalThis.performance).length > 0);
