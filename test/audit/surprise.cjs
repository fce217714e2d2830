// A Node with a global, a member, a module and an export more than the one there is.
const nodeModule = require('node:module');
const fs = require('node:fs');
globalThis.surprisingGlobal = () => 1;
performance.surprisingMember = 1;
fs.surprisingExport = () => 1;
fs.SURPRISING_CLASS = class {};
Object.defineProperty(nodeModule, 'builtinModules', { value: [...nodeModule.builtinModules, 'surprising'] });
const load = nodeModule._load;
nodeModule._load = (request, ...rest) => (request === 'node:surprising' ? {} : load(request, ...rest));
