import fs, { promises, constants } from 'node:fs';
import * as path from 'path';
import type { Server } from 'node:http';
import { type Socket, connect } from 'node:net';
import { Pool } from 'pg';
import pad from 'left-pad';
import { z } from 'zod';
import * as parts from 'parts';
import { local } from './local.js';
import 'dotenv/config'; //= import "dotenv/config" | dotenv/config | effect
import 'reflect-metadata'; //= import "reflect-metadata" | reflect-metadata | pure
import crypto = require('node:crypto');
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sql } from 'tag-package';
import { injectable } from 'decorators';
export { EventEmitter } from 'node:events'; //= export { EventEmitter } | node:events.EventEmitter | pure
export { readFile, type Stats, writeFile as write } from 'node:fs'; //= export { readFile } | node:fs.readFile | effect ;; export { writeFile as write } | node:fs.writeFile | effect
export * as http from 'node:http'; //= export * as http | node:http | handle
export * from 'pg'; //= export * from "pg" | pg | uncovered:export-star
export * from './local.js';
export { Pool as Reexported, local, sql }; //= export { Pool as Reexported } | pg.Pool | effect ;; export { sql } | tag-package.sql | effect
export type { Server, Socket };
export const one = fs.readFileSync('x'), two = fs.constants.O_RDONLY, three = constants; //= fs.readFileSync | node:fs.readFileSync | effect ;; fs.constants.O_RDONLY | node:fs.constants | pure ;; constants | node:fs.constants | pure
export const four = promises.readFile('x'), five = fs.promises; //= promises.readFile | node:fs/promises.readFile | effect ;; fs.promises | node:fs.promises | handle
export const six = path.join('a', 'b'), seven = connect?.(1); //= path.join | node:path.join | pure ;; connect | node:net.connect | handle
export const eight = new Pool(), nine = pad('x', 2), ten = z.string().min(1); //= new Pool | pg.Pool | effect ;; pad | left-pad.default | pure ;; z.string | zod.z | pure
export const eleven = parts.run(local), twelve = crypto.randomUUID(); //= crypto.randomUUID | node:crypto.randomUUID | value
export const host = hostname(), file = fileURLToPath('file:///x'); //= hostname | node:os.hostname | pure ;; fileURLToPath | node:url.fileURLToPath | effect
export const query = sql`select ${process.pid}`; //= sql | tag-package.sql | effect ;; process.pid | process.pid | value
@injectable() //= injectable | decorators.injectable | effect
export class Service extends Pool implements Server {} //= Pool | pg.Pool | effect
export const lazy = async (name: string): Promise<unknown[]> => [
  await import('node:dns'), //= import("node:dns") | node:dns | handle
  (await import('node:os')).hostname(), //= import("node:os").hostname | node:os.hostname | pure
  import('lodash').then((lodash) => lodash.now()), //= import("lodash") | lodash | effect
  await import(`left-pad`), //= import("left-pad") | left-pad | pure
  await import('./local.js'),
  await import(`./plugins/${name}.js`), //= import(`./plugins/${name}.js`) | import | effect
  await import(name), //= import(name) | import | uncovered:computed-specifier
  require(name), //= require(name) | require | uncovered:computed-specifier
  require('./' + name), //= require('./' + name) | require | effect
  require.resolve('pg'), //= require.resolve | require.resolve | value
  __dirname + __filename, //= __dirname | __dirname | value ;; __filename | __filename | value
];
export const values = { fs, Pool }; //= fs | node:fs | handle ;; Pool | pg.Pool | effect
namespace Aliases { export import read = fs.readFileSync; export const x = read('x'); } //= export import read = fs.readFileSync; | alias | uncovered:alias
export const aliased = Aliases.x;
