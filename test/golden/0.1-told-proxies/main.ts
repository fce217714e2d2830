import { types } from 'node:util';
import { open, tunnel } from 'sockets';

// The program asks whether objects of a package are proxies: a recording with the feature `told-proxies`.
console.log(types.isProxy(open()), types.isProxy(tunnel()));
process.exitCode = 7;
