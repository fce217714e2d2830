// When V8 is told to optimise.
import { expect, it } from 'vitest';
import { tierUpFlag } from '../../runtime/tier-up.js';

it('is sooner while recording, and later in a short replay, by flags of the V8 that runs', () => {
  expect(tierUpFlag('record', '11.3.244.8-node.30', [])).toBe('--interrupt-budget=10000');
  expect(tierUpFlag('replay', '11.3.244.8-node.30', ['--enable-source-maps'])).toBe('--interrupt-budget=300000');
  expect(tierUpFlag('record', '12.4.254.21-node.33', [])).toBe('--invocation-count-for-turbofan=500');
  expect(tierUpFlag('replay', '12.4.254.21-node.33', [])).toBeUndefined();
  expect(tierUpFlag('record', '13.6.233.10-node.28', [])).toBeUndefined();
});

it('is as it was asked for where Node was started with the flag', () => {
  expect(tierUpFlag('record', '11.3.244.8-node.30', ['--interrupt-budget=1000'])).toBeUndefined();
  expect(tierUpFlag('replay', '11.3.244.8-node.30', ['--interrupt_budget', '1000'])).toBeUndefined();
});
