// The published suites run with hooks that are evaluated in a realm of their own.
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { instrument } from '../../transformer/instrument.js';
// @ts-expect-error -- a script, without types
import { offRuntime } from './off-runtime.mjs';

it('the hooks of the suites throw errors of the realm they run in', () => {
  const context = createContext({});
  const runtime = (offRuntime as (context: object) => object)(context);
  const { code } = instrument('const f = (n) => [Date.now() > 0, Math.max(n, 2)];\nlet thrown; try { fetch.nothing(); } catch (error) { thrown = error; }\n[f(1), thrown instanceof TypeError, thrown.message]', { file: '/realm/script.js', packageRoot: '/realm', format: 'commonjs', sourceMap: false });
  const run = runInContext(`(function (require, module, exports, __filename, fetch) { return eval(${JSON.stringify(code)}); })`, context) as (...args: unknown[]) => unknown;
  const exports = {};
  expect(JSON.stringify(run(() => runtime, { exports }, exports, '/realm/script.js', {}))).toBe('[[true,2],true,"fetch.nothing is not a function"]');
});
