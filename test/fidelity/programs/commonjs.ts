// Where a CommonJS module lies.
import path = require('node:path');

console.log(__dirname, __filename, path.basename(__filename));
console.log(path.join(__dirname, 'data.txt'));
console.log(require.main === module, module.id, typeof module.exports, exports === module.exports);
console.log(require.resolve('node:fs'), require.resolve('./say.js'));
try {
  require.resolve('no-such-package');
} catch (error) {
  console.log((error as { code: string }).code, error instanceof Error);
}
try {
  require('./missing.js');
} catch (error) {
  console.log((error as { code: string }).code, error instanceof Error);
}
const name = ['node', 'os'].join(':');
console.log((require(name) as typeof import('node:os')).hostname());
const { readFileSync } = require('fs') as typeof import('node:fs');
console.log(readFileSync(__filename, 'utf8').length);
console.log((require('../package.json') as { name: string }).name);
